import { placesOnFargate, resolvedPlatform } from "../capacity/placement.ts";
import { isPredefined } from "../capacity/providerRegistry.ts";
import type { Simulation } from "../simulation.ts";
import type { DeploymentPlan } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import type { ContainerInstance } from "./containerInstance.ts";
import { openInstances, type PlacementFailure, type Placing, placeTask } from "./place.ts";

/** Where a new task runs. */
export type Location = Pick<Task, "launchType" | "capacityProvider" | "platformVersion" | "instance" | "reservation">;

/** Why a new task cannot be placed: no instances, no capacity of its provider, or no instance that fits. */
export type Unplaced =
  | { readonly kind: "no instances" }
  | { readonly kind: "empty provider"; readonly provider: string }
  | { readonly kind: "no room"; readonly failures: readonly PlacementFailure[] };

/** Places a task of a plan on Fargate or on an instance of the cluster (TK7). */
export function locate(
  sim: Simulation,
  plan: DeploymentPlan,
  capacityProvider: string | undefined,
  placing: Placing,
  candidates: readonly ContainerInstance[] = openInstances(sim, placing.cluster),
): Location | Unplaced {
  if (capacityProvider === undefined ? placesOnFargate(plan) : isPredefined(capacityProvider)) {
    return {
      launchType: "FARGATE",
      capacityProvider,
      platformVersion: resolvedPlatform(plan),
      instance: undefined,
      reservation: undefined,
    };
  }
  if (capacityProvider !== undefined) return { kind: "empty provider", provider: capacityProvider };
  if (plan.launchType !== "EC2" || candidates.length === 0) return { kind: "no instances" };
  const place = placeTask(sim, candidates, placing);
  if (Array.isArray(place)) return { kind: "no room", failures: place };
  return { launchType: "EC2", capacityProvider: undefined, platformVersion: undefined, ...place };
}

export function isUnplaced(found: Location | Unplaced): found is Unplaced {
  return "kind" in found;
}
