import type * as ecs from "@aws-sdk/client-ecs";
import { arn } from "../language/arn.ts";
import {
  among,
  any,
  at,
  type Expected,
  either,
  type Mark,
  type Members,
  maybe,
  view,
} from "../language/expectation.ts";
import { values } from "../language/persistentMap.ts";
import type { CapacityProvider, Cluster, GroupSettings, State } from "../language/state.ts";
import type { Context } from "../language/step.ts";
import { tagList } from "./tag.ts";

/** Row CP2. */
const scalingDefaults = {
  targetCapacity: 100,
  minimumScalingStepSize: 1,
  maximumScalingStepSize: 10_000,
  instanceWarmupPeriod: 300,
} as const;

type ScalingMember = keyof typeof scalingDefaults;

const scalingMembers = Object.keys(scalingDefaults) as ScalingMember[];

/** As the API's documentation says; no row has the ranges. */
export const badScaling = ({ targetCapacity = 100, ...scaling }: ecs.ManagedScaling = {}): boolean =>
  targetCapacity < 1 ||
  targetCapacity > 100 ||
  [scaling.minimumScalingStepSize ?? 1, scaling.maximumScalingStepSize ?? 1].some(
    (step) => step < 1 || step > 10_000,
  ) ||
  (scaling.instanceWarmupPeriod ?? 0) < 0 ||
  (scaling.instanceWarmupPeriod ?? 0) > 10_000;

/** Steps of which the smallest is above the largest (row CP8). */
export const isReversed = ({ minimumScalingStepSize = 1, maximumScalingStepSize = 10_000 }: ecs.ManagedScaling = {}) =>
  minimumScalingStepSize > maximumScalingStepSize;

export const groupSettings = (given: ecs.AutoScalingGroupProviderUpdate | undefined): GroupSettings => ({
  managedScaling: given?.managedScaling === undefined ? undefined : { ...given.managedScaling },
  managedTerminationProtection: given?.managedTerminationProtection,
  managedDraining: given?.managedDraining,
  open: [],
});

/** Whether omitted members of `managedScaling` keep their value in an update is unspecified. */
export function updatedSettings(
  settings: GroupSettings,
  given: ecs.AutoScalingGroupProviderUpdate | undefined,
): GroupSettings {
  const { managedScaling: scaling } = given ?? {};
  const own = settings.managedScaling;
  const left = scaling === undefined ? [] : scalingMembers.filter((member) => scaling[member] === undefined);
  const lost = left.filter((member) => own?.[member] !== undefined && own[member] !== scalingDefaults[member]);
  const stillOpen = settings.open.filter((member) => scaling?.[member as ScalingMember] === undefined);
  return {
    managedScaling: scaling === undefined ? own : { ...scaling },
    managedTerminationProtection: given?.managedTerminationProtection ?? settings.managedTerminationProtection,
    managedDraining: given?.managedDraining ?? settings.managedDraining,
    open: [...new Set([...stillOpen, ...lost])],
  };
}

/** The existing clusters that use it. */
export const clustersOf = (state: State, name: string): Cluster[] =>
  [...values(state.clusters)].filter(
    ({ status, capacityProviders }) => status === "ACTIVE" && capacityProviders.includes(name),
  );

/** The predefined providers (row CP1). */
export const viewPredefined = (name: string): Mark =>
  view("capacityProvider", name, { capacityProviderArn: arn("capacity-provider", name), name, status: "ACTIVE" });

/** A provider as replies show it (rows CP2, CP5, CP6, T8). */
export function viewProvider(provider: CapacityProvider, context: Context, tags: "shown" | "hidden" | "open"): Mark {
  const { name, autoScalingGroupArn, settings } = provider;
  const [shown, ...old] = [settings, ...provider.before].map(viewSettings);
  const members: Record<string, Expected> = {
    capacityProviderArn: arn("capacity-provider", name),
    name,
    status: statusOf(provider, context),
    updateStatus: updateStatusOf(provider, context),
    tags: tagsOf(provider, tags),
  };
  const rests = context.rest && provider.ending === undefined && provider.outcome !== "failed";
  const orOld = (member: string, value: Expected): Expected => {
    if (old.length === 0) return value;
    // A value that is wrong after the change cannot become right by waiting.
    if (rests) return provider.outcome === "complete" ? value : at("converges", value);
    return either(value, ...old.map((each) => each[member] ?? any));
  };
  members.autoScalingGroupProvider = Object.fromEntries([
    ["autoScalingGroupArn", autoScalingGroupArn],
    ...Object.entries(shown ?? {}).map(([member, value]) => [member, orOld(member, value)]),
  ]) as Members;
  return view("capacityProvider", name, members as Members);
}

/**
 * Tags disappear with their resource (row T3): whether that happens as soon as its deletion is requested is
 * unspecified.
 */
function tagsOf({ tags, ending }: CapacityProvider, shown: "shown" | "hidden" | "open"): Expected {
  if (shown === "hidden") return maybe([]);
  return shown === "open" || ending === "deleted" ? any : tagList(tags);
}

function statusOf({ ending, gone }: CapacityProvider, { rest }: Context): Expected {
  if (gone) return "INACTIVE";
  if (ending === "deleted") return among(["ACTIVE", "DEPROVISIONING", "INACTIVE"]);
  if (ending === "failing") return "ACTIVE";
  return rest ? at("converges", "ACTIVE") : among(["ACTIVE", "PROVISIONING"]);
}

/** The progress of an update or a deletion (rows CP5, CP6). */
function updateStatusOf({ ending, updated }: CapacityProvider, { rest }: Context): Expected {
  if (ending === undefined && !updated) return any;
  const [word, ends] =
    ending === undefined
      ? ["UPDATE", ["COMPLETE", "FAILED"]]
      : ["DELETE", ending === "deleted" ? ["COMPLETE", "FAILED"] : ["FAILED"]];
  const values = (rest ? ends : ["IN_PROGRESS", ...ends]).map((end) => `${word}_${end}`);
  return among(values, rest ? "converges" : "monotone");
}

function viewSettings(settings: GroupSettings): Record<string, Expected> {
  const { managedScaling: scaling, managedTerminationProtection, managedDraining, open } = settings;
  const numbers = scalingMembers.map((member) => [
    member,
    open.includes(member) ? any : (scaling?.[member] ?? maybe(scalingDefaults[member])),
  ]);
  const status =
    scaling === undefined ? maybe("DISABLED") : (scaling.status ?? maybe(among(["ENABLED", "DISABLED"], "immediate")));
  const managedScaling = { status, ...Object.fromEntries(numbers) } as Members;
  return {
    managedScaling: scaling === undefined ? maybe(managedScaling) : managedScaling,
    managedTerminationProtection: managedTerminationProtection ?? maybe("DISABLED"),
    managedDraining: managedDraining ?? maybe("ENABLED"),
  };
}
