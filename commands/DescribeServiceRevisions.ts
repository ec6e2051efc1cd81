import type { Service } from "../model/language/state.ts";
import { command } from "./language/command.ts";
import type { Random } from "./language/random.ts";
import type { PlanValue, Reference } from "./language/reference.ts";
import type { SymbolicRun } from "./language/symbolicRun.ts";
import {
  absentArn,
  absentIn,
  deployingServices,
  deploymentsIn,
  isBarren,
  revisionOf,
} from "./pools/serviceDeployments.ts";
import type { InCluster } from "./pools/services.ts";

export const DescribeServiceRevisions = command({
  operation: "DescribeServiceRevisions",
  group: "deployments",
  weight: 1.4,
  refusalWeight: 4,
  keeps: ["serviceRevisionArns"],
  accepted(random, run) {
    if (isBarren(random, run)) return undefined;
    const known = revisionsOf(random, run);
    const lost = known.length === 0 ? [absentArn(random, run, "service-revision")] : [];
    return { serviceRevisionArns: [...known, ...lost] };
  },
  refused(random, run) {
    const [one, other] = random.some(deployingServices(run), 2, 2);
    if (one !== undefined && other !== undefined)
      return { serviceRevisionArns: [revisionOfService(run, one), revisionOfService(run, other)] };
    return isBarren(random, run) ? undefined : { serviceRevisionArns: [] };
  },
});

/** A revision of the service: one that an earlier reply contains, otherwise an ARN that no revision has (row SD15). */
function revisionOfService(run: SymbolicRun, home: InCluster<Service>): PlanValue {
  const past = deploymentsIn(run).find((each) => each.home.it === home.it);
  return (past && revisionOf(run, past)) ?? absentIn(`${home.cluster.name}/${home.it.name}`, "service-revision");
}

/** Up to three revisions of one service (row SD15). */
function revisionsOf(random: Random, run: SymbolicRun): Reference[] {
  const [first, ...others] = random.some(deploymentsIn(run), 0, 3);
  if (first === undefined) return [];
  return [first, ...others.filter(({ home }) => home.it === first.home.it)].flatMap(
    (past) => revisionOf(run, past) ?? [],
  );
}
