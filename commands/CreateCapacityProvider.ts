import { groupArn, managedScaling, providerNames, providersIn } from "./capacityProviders.ts";
import { command } from "./command.ts";
import { given } from "./draw.ts";
import { badNames, ghost } from "./names.ts";
import type { PlanInput } from "./reference.ts";
import { badTags, tags } from "./tags.ts";

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
