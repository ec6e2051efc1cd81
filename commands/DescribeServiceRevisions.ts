import { command } from "./language/command.ts";
import { absentArn, deploymentsIn, isBarren, revisionOf } from "./pools/serviceDeployments.ts";

export const DescribeServiceRevisions = command({
  operation: "DescribeServiceRevisions",
  group: "deployments",
  weight: 1.4,
  keeps: ["serviceRevisionArns"],
  accepted(random, run) {
    if (isBarren(random, run)) return undefined;
    const known = random.some(deploymentsIn(run), 0, 3).flatMap((past) => revisionOf(run, past) ?? []);
    const lost = known.length === 0 || random.chance(0.2) ? [absentArn(random, run, "service-revision")] : [];
    return { serviceRevisionArns: [...known, ...lost] };
  },
  refused: (random, run) => (isBarren(random, run) ? undefined : { serviceRevisionArns: [] }),
});
