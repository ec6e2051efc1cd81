import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import { badScaling, groupArn, managedScaling, providerNames, providersIn } from "./pools/capacityProviders.ts";
import { badNames, neverCreated } from "./pools/names.ts";
import { badTags, tags } from "./pools/tags.ts";

export const CreateCapacityProvider = command({
  operation: "CreateCapacityProvider",
  group: "providers",
  weight: 1.5,
  refusalWeight: 5,
  keeps: ["name", "autoScalingGroupProvider"],
  accepted(random, run) {
    const known = new Set(providersIn(run).flatMap(({ name, gone }) => (gone && random.chance(0.5) ? [] : [name])));
    const free = providerNames.filter((name) => !known.has(name));
    if (free.length === 0) return undefined;
    const name = random.pick(free);
    return given({
      name,
      autoScalingGroupProvider: given({
        autoScalingGroupArn: groupArn(name),
        managedScaling: random.maybe(0.6, () => managedScaling(random)),
        managedTerminationProtection: random.maybe(0.2, () => "DISABLED"),
        managedDraining: random.maybe(0.3, () => random.pick(["ENABLED", "DISABLED"])),
      }),
      tags: random.maybe(0.4, () => tags(random)),
    });
  },
  refused(random, run) {
    const taken = providersIn(run).find(({ ending }) => ending === undefined);
    const sound = (name: string): PlanInput => ({
      name,
      autoScalingGroupProvider: { autoScalingGroupArn: groupArn(name) },
    });
    const scaled = (managedScaling: PlanInput): PlanInput => ({
      name: neverCreated,
      autoScalingGroupProvider: { autoScalingGroupArn: groupArn(neverCreated), managedScaling },
    });
    return random.weighted<PlanInput | undefined>([
      [6, taken && { ...sound(taken.name), tags: [{ key: "other", value: String(random.whole(1, 9)) }] }],
      [1, sound(random.pick(badNames))],
      [1, sound(`${random.pick(["aws", "ecs", "fargate"])}-x`)],
      [1, { ...sound(neverCreated), tags: badTags(random) }],
      [1, { name: neverCreated }],
      [1, scaled({ status: "ENABLED", minimumScalingStepSize: 100, maximumScalingStepSize: 10 })],
      [1, scaled(badScaling(random))],
    ]);
  },
});
