import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import { groupArn, managedScaling, providerNames, providersIn } from "./pools/capacityProviders.ts";
import { badNames, ghost } from "./pools/names.ts";
import { badTags, tags } from "./pools/tags.ts";

export const CreateCapacityProvider = command({
  operation: "CreateCapacityProvider",
  group: "providers",
  weight: 1.5,
  refusalWeight: 5,
  accepted(draw, scene) {
    const known = new Set(providersIn(scene).flatMap(({ name, gone }) => (gone && draw.chance(0.5) ? [] : [name])));
    const free = providerNames.filter((name) => !known.has(name));
    if (free.length === 0) return undefined;
    const name = draw.pick(free);
    return given({
      name,
      autoScalingGroupProvider: given({
        autoScalingGroupArn: groupArn(name),
        managedScaling: draw.maybe(0.6, () => managedScaling(draw)),
        managedTerminationProtection: draw.maybe(0.2, () => "DISABLED"),
        managedDraining: draw.maybe(0.3, () => draw.pick(["ENABLED", "DISABLED"])),
      }),
      tags: draw.maybe(0.4, () => tags(draw)),
    });
  },
  refused(draw, scene) {
    const taken = providersIn(scene).find(({ ending }) => ending === undefined);
    const sound = (name: string): PlanInput => ({
      name,
      autoScalingGroupProvider: { autoScalingGroupArn: groupArn(name) },
    });
    return draw.weighted<PlanInput | undefined>([
      [6, taken && { ...sound(taken.name), tags: [{ key: "other", value: String(draw.whole(1, 9)) }] }],
      [1, sound(draw.pick(badNames))],
      [1, sound(`${draw.pick(["aws", "ecs", "fargate"])}-x`)],
      [1, { ...sound(ghost), tags: badTags(draw) }],
      [1, { name: ghost }],
    ]);
  },
});
