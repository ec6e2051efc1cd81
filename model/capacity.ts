import type * as ecs from "@aws-sdk/client-ecs";
import { type Refused, refuse } from "./step.ts";

/** The providers every account has (row CP1); others come with the capacity provider operations. */
const providers = ["FARGATE", "FARGATE_SPOT"];

/** A provider nobody made is refused (rows CL7, CL21). */
export const badProviders = (given: readonly string[] | undefined): Refused | undefined =>
  given?.some((name) => !providers.includes(name)) ? refuse("CL7") : undefined;

/** Limits of row CL22. */
export function badStrategy(items: readonly ecs.CapacityProviderStrategyItem[] | undefined): Refused | undefined {
  if (items === undefined) return undefined;
  const broken =
    items.length > 20 ||
    items.filter((item) => (item.base ?? 0) > 0).length > 1 ||
    items.some(({ base = 0, weight = 0 }) => base < 0 || base > 100_000 || weight < 0 || weight > 1_000);
  if (broken) return refuse("CL22");
  return badProviders(items.map((item) => item.capacityProvider ?? ""));
}
