import type { PlanInput } from "../language/reference.ts";

/** Constraints that the attributes of some container instances satisfy (row TK7). */
export const placementConstraints: readonly PlanInput[] = [
  { type: "distinctInstance" },
  { type: "memberOf", expression: "attribute:stack == a" },
  { type: "memberOf", expression: "attribute:gpu exists" },
];

/** Ways to spread tasks over container instances (row SV16). */
export const placementStrategies: readonly PlanInput[] = [
  { type: "random" },
  { type: "spread", field: "instanceId" },
  { type: "binpack", field: "memory" },
];
