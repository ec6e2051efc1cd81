import type { BugName } from "../../bugs.ts";
import {
  requireNothingOfDeployments,
  requireOneRegistry,
  requireRoleAndRegistry,
} from "../../services/refusals/companions.ts";
import { requireInstancePlacement, requireNoPlacementOnFargate } from "../../services/refusals/placement.ts";
import { unchecked } from "./override.ts";
import type { Override } from "./rule.ts";

export const requestOverrides = {
  "fargate-service-takes-placement": unchecked(requireNoPlacementOnFargate),
  "instance-placement-is-not-checked": unchecked(requireInstancePlacement),
  "role-needs-no-load-balancer": unchecked(requireRoleAndRegistry),
  "two-registries-accepted": unchecked(requireOneRegistry),
  "external-service-takes-circuit-breaker": unchecked(requireNothingOfDeployments),
} satisfies Partial<Record<BugName, readonly Override[]>>;
