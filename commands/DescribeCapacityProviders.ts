import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { fargateProviders, providerForm, providerNames, providersIn } from "./pools/capacityProviders.ts";
import { ghost, lostCluster, unborn } from "./pools/names.ts";

export const DescribeCapacityProviders = command({
  operation: "DescribeCapacityProviders",
  group: "providers",
  weight: 0.8,
  accepted(draw, scene) {
    const include = draw.maybe(0.5, () => ["TAGS"]);
    if (draw.chance(0.25)) return given({ include, maxResults: draw.maybe(0.2, () => draw.pick([1, 3, 10])) });
    const known = providersIn(scene).map(({ name }) => name);
    const asked = draw.some([...known, ...draw.some(fargateProviders, 0, 1)], 0, 3);
    const missing = asked.length === 0 || draw.chance(0.3) ? [draw.pick(unborn(providerNames, known))] : [];
    return given({
      capacityProviders: [...asked.map((name) => providerForm(draw, scene, name)), ...missing],
      include,
    });
  },
  refused: (draw, scene) =>
    draw.pick([
      { capacityProviders: [ghost], include: [draw.pick(["EVERYTHING", "tags"])] },
      { capacityProviders: [ghost], maxResults: draw.pick([0, 11]) },
      { capacityProviders: ["FARGATE"], cluster: lostCluster(draw, scene) },
    ]),
});
