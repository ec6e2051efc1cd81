import { values } from "../../model/language/persistentMap.ts";
import type { CapacityProvider } from "../../model/language/state.ts";
import { isPredefined } from "../../model/placement/capacity.ts";
import { given, type Random } from "../language/random.ts";
import type { PlanInput, PlanValue } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { fromElsewhere } from "./elsewhere.ts";
import { neverCreated } from "./names.ts";

/** Few names, one of which differs from another only in case; none begins as row A4 forbids. */
export const providerNames = ["p1", "p2", "P1"] as const;

/** The predefined providers (row CP1). */
export const fargateProviders = ["FARGATE", "FARGATE_SPOT"] as const;

export const providersIn = (run: SymbolicRun): CapacityProvider[] => [...values(run.state.capacityProviders)];

export const livingProviders = (run: SymbolicRun): CapacityProvider[] =>
  providersIn(run).filter(({ ending }) => ending === undefined);

/** Every provider that a cluster can use. */
export const givenProviders = (run: SymbolicRun): string[] => [
  ...fargateProviders,
  ...livingProviders(run).map(({ name }) => name),
];

/** Some of them, mostly with one that the plan created: a cluster that uses it prevents its deletion (row CP5). */
export function someProviders(random: Random, run: SymbolicRun, least: number): string[] {
  const living = livingProviders(run).map(({ name }) => name);
  const made = living.length > 0 && random.chance(0.7) ? [random.pick(living)] : [];
  const chosen = random.some(givenProviders(run), least, 2);
  return [...chosen, ...made.filter((name) => !chosen.includes(name))];
}

/** A strategy with one fault, of providers that the cluster has (rows CL22, MI3); undefined when they are too few. */
export function badStrategy(random: Random, providers: readonly string[]): PlanInput[] | undefined {
  const strategy = (names: readonly string[], more: PlanInput): PlanInput[] =>
    names.map((capacityProvider) => ({ capacityProvider, ...more }));
  const fargate = providers.filter(isPredefined);
  const [group] = providers.filter((name) => !isPredefined(name));
  const faults = [
    fargate[0] !== undefined ? strategy([fargate[0]], { weight: 0 }) : undefined,
    fargate.length > 1 ? strategy(fargate, { weight: 1, base: 1 }) : undefined,
    fargate[0] !== undefined && group !== undefined ? strategy([fargate[0], group], { weight: 1 }) : undefined,
  ].filter((fault) => fault !== undefined);
  const last = faults.at(-1);
  if (last === undefined) return undefined;
  // The last one needs most providers.
  return random.chance(0.5) ? last : random.pick(faults);
}

/** The provider by name or full ARN (row A2). */
export function providerForm(random: Random, run: SymbolicRun, name: string): PlanValue {
  const known = run.arnOf("capacityProvider", name);
  return known !== undefined && random.chance(0.3) ? known : name;
}

/** A provider that does not exist: one that was never created, or one of elsewhere. */
export const absentProvider = (random: Random, run: SymbolicRun): PlanValue =>
  fromElsewhere(
    random,
    livingProviders(run).map(({ name }) => run.arnOf("capacityProvider", name)),
  ) ?? neverCreated;

/** An Auto Scaling group of the provider's own: in ECS no two providers may have the same. */
export const groupArn = (provider: string): string =>
  `arn:aws:autoscaling:«region»:«account»:autoScalingGroup:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0:autoScalingGroupName/${provider}`;

/** Row CP2. */
export const managedScaling = (random: Random): PlanInput =>
  given({
    status: random.weighted([
      [3, "ENABLED"],
      [1, "DISABLED"],
    ]),
    targetCapacity: random.maybe(0.6, () => random.pick([100, 90])),
    minimumScalingStepSize: random.maybe(0.3, () => random.pick([1, 2])),
    maximumScalingStepSize: random.maybe(0.3, () => random.pick([10_000, 1000])),
    instanceWarmupPeriod: random.maybe(0.3, () => random.pick([150, 300])),
  });

/** All members, because an update may or may not reset omitted ones; no value with which a provider is created. */
/** Managed scaling with one member outside its range (row CP2). */
export const badScaling = (random: Random): PlanInput => ({
  ...otherScaling,
  ...random.pick([
    { targetCapacity: 0 },
    { targetCapacity: 101 },
    { minimumScalingStepSize: 0 },
    { maximumScalingStepSize: 10_001 },
    { instanceWarmupPeriod: 10_001 },
  ]),
});

export const otherScaling: PlanInput = {
  status: "ENABLED",
  targetCapacity: 50,
  minimumScalingStepSize: 3,
  maximumScalingStepSize: 10,
  instanceWarmupPeriod: 0,
};
