import { command } from "./language/command.ts";
import type { Random } from "./language/random.ts";
import type { Reference } from "./language/reference.ts";
import type { SymbolicRun } from "./language/symbolicRun.ts";
import { absentArn, deploymentsIn, isBarren, revisionOf } from "./pools/serviceDeployments.ts";

export const DescribeServiceRevisions = command({
  operation: "DescribeServiceRevisions",
  group: "deployments",
  weight: 1.4,
  keeps: ["serviceRevisionArns"],
  accepted(random, run) {
    if (isBarren(random, run)) return undefined;
    const known = revisionsOf(random, run);
    const lost = known.length === 0 ? [absentArn(random, run, "service-revision")] : [];
    return { serviceRevisionArns: [...known, ...lost] };
  },
  refused(random, run) {
    if (isBarren(random, run)) return undefined;
    const all = random.chance(0.5) ? deploymentsIn(run).flatMap((past) => revisionOf(run, past) ?? []) : [];
    return { serviceRevisionArns: all.slice(0, 20) };
  },
});

/** Up to three revisions of one service (row SD15). */
function revisionsOf(random: Random, run: SymbolicRun): Reference[] {
  const [first, ...others] = random.some(deploymentsIn(run), 0, 3);
  if (first === undefined) return [];
  return [first, ...others.filter(({ home }) => home.it === first.home.it)].flatMap(
    (past) => revisionOf(run, past) ?? [],
  );
}
