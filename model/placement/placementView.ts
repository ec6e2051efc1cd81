import type * as ecs from "@aws-sdk/client-ecs";
import { type Expected, maybe, unordered } from "../language/expectation.ts";

/** A capacity provider strategy, with or without zeros (row CL22). */
export const strategy = (items: readonly ecs.CapacityProviderStrategyItem[]): Expected =>
  unordered(
    items.map(({ capacityProvider = "", weight = 0, base = 0 }) => ({
      capacityProvider,
      weight: weight === 0 ? maybe(0) : weight,
      base: base === 0 ? maybe(0) : base,
    })),
    "capacityProvider",
  );

/** A network configuration, with its lists in any order. */
export const network = ({ awsvpcConfiguration }: ecs.NetworkConfiguration): Expected => ({
  awsvpcConfiguration: {
    subnets: unordered(awsvpcConfiguration?.subnets ?? []),
    ...(awsvpcConfiguration?.securityGroups === undefined
      ? {}
      : { securityGroups: unordered(awsvpcConfiguration.securityGroups) }),
    assignPublicIp: awsvpcConfiguration?.assignPublicIp ?? maybe("DISABLED"),
  },
});
