import type * as ecs from "@aws-sdk/client-ecs";
import { absent, any, type Expected, either, maybe, unordered } from "./expectation.ts";

/**
 * Settings that CreateService and UpdateService both accept and replies show; changing them begins no deployment (row
 * SV27).
 */
export interface ServiceSettings {
  propagateTags: string;
  enableECSManagedTags: boolean;
  enableExecuteCommand: boolean;
  healthCheckGracePeriodSeconds: number | undefined;
  placementConstraints: ecs.PlacementConstraint[];
  placementStrategy: ecs.PlacementStrategy[];
  /** Undefined: not requested, and the server decides whether it is possible (row SV38). */
  availabilityZoneRebalancing: string | undefined;
  /** What load balancers and registries a service has: nothing here depends on them. */
  unmodelled: Unmodelled[];
}

/** Members that are shown as they were given; an empty list where none was (row SV2). */
const unmodelledMembers = ["loadBalancers", "serviceRegistries"] as const;

type Unmodelled = (typeof unmodelledMembers)[number];

type Given = {
  readonly [Member in Exclude<keyof ServiceSettings, "unmodelled">]?: Readonly<ServiceSettings[Member]> | undefined;
} & { readonly [Member in Unmodelled]?: readonly unknown[] | undefined };

/** The defaults (row SV2). */
const defaults: ServiceSettings = {
  propagateTags: "NONE",
  enableECSManagedTags: false,
  enableExecuteCommand: false,
  healthCheckGracePeriodSeconds: undefined,
  placementConstraints: [],
  placementStrategy: [],
  availabilityZoneRebalancing: undefined,
  unmodelled: [],
};

/** The settings after a call: an omitted member keeps its value. */
export const settingsAfter = (given: Given, before = defaults): ServiceSettings => ({
  propagateTags: given.propagateTags ?? before.propagateTags,
  enableECSManagedTags: given.enableECSManagedTags ?? before.enableECSManagedTags,
  enableExecuteCommand: given.enableExecuteCommand ?? before.enableExecuteCommand,
  healthCheckGracePeriodSeconds: given.healthCheckGracePeriodSeconds ?? before.healthCheckGracePeriodSeconds,
  placementConstraints: (given.placementConstraints ?? before.placementConstraints).map((each) => ({ ...each })),
  placementStrategy: (given.placementStrategy ?? before.placementStrategy).map((each) => ({ ...each })),
  availabilityZoneRebalancing: given.availabilityZoneRebalancing ?? before.availabilityZoneRebalancing,
  unmodelled: unmodelledMembers.filter(
    (member) => (given[member]?.length ?? 0) > 0 || (given[member] === undefined && before.unmodelled.includes(member)),
  ),
});

/** As replies show them. */
export const viewSettings = (settings: ServiceSettings): Record<string, Expected> => ({
  propagateTags: settings.propagateTags,
  enableECSManagedTags: settings.enableECSManagedTags,
  enableExecuteCommand: settings.enableExecuteCommand,
  healthCheckGracePeriodSeconds: settings.healthCheckGracePeriodSeconds ?? either(absent, 0),
  placementConstraints: unordered(settings.placementConstraints.map(constraint)),
  placementStrategy: settings.placementStrategy.map(strategy),
  availabilityZoneRebalancing: maybe(settings.availabilityZoneRebalancing ?? either("ENABLED", "DISABLED")),
  ...Object.fromEntries(unmodelledMembers.map((member) => [member, settings.unmodelled.includes(member) ? any : []])),
});

/**
 * The default of availability zone rebalancing: enabled on Fargate if the deployment configuration permits additional
 * tasks; on instances it depends on how tasks are spread (rows SV38, SV39).
 */
export function defaultRebalancing(
  launchType: string | undefined,
  schedulingStrategy: string | undefined,
  maximumPercent: number,
): string | undefined {
  if (schedulingStrategy === "DAEMON" || maximumPercent <= 100) return "DISABLED";
  return launchType === "FARGATE" ? "ENABLED" : undefined;
}

/** `distinctInstance` has no expression. */
const constraint = ({ type, expression }: ecs.PlacementConstraint): Expected => ({
  type: type ?? any,
  ...(expression === undefined ? {} : { expression }),
});

/** `random` has no field; `host` and the names of resources may be shown in another spelling (row SV16). */
const strategy = ({ type, field }: ecs.PlacementStrategy): Expected => ({
  type: type ?? any,
  ...(field === undefined ? {} : { field: field === "host" ? "instanceId" : either(field, field.toUpperCase()) }),
});
