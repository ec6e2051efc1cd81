import { command } from "./language/command.ts";
import { deploymentsIn, isBarren, lostArn, revisionOf } from "./pools/serviceDeployments.ts";

export const DescribeServiceRevisions = command({
  operation: "DescribeServiceRevisions",
  group: "deployments",
  weight: 1.4,
  accepted(draw, scene) {
    if (isBarren(draw, scene)) return undefined;
    const known = draw.some(deploymentsIn(scene), 0, 3).flatMap((past) => revisionOf(scene, past) ?? []);
    const lost = known.length === 0 || draw.chance(0.2) ? [lostArn(draw, scene, "service-revision")] : [];
    return { serviceRevisionArns: [...known, ...lost] };
  },
  refused: (draw, scene) => (isBarren(draw, scene) ? undefined : { serviceRevisionArns: [] }),
});
