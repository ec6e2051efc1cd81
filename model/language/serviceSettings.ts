import type * as ecs from "@aws-sdk/client-ecs";
import { absent, any, type Expected, either, unordered } from "./expectation.ts";

/** What CreateService and UpdateService take alike and replies show again; to change it begins no deployment (row SV27). */
export interface ServiceSettings {
  propagateTags: string;
  enableECSManagedTags: boolean;
  enableExecuteCommand: boolean;
  healthCheckGracePeriodSeconds: number | undefined;
  placementConstraints: ecs.PlacementConstraint[];
}

type Given = { readonly [Member in keyof ServiceSettings]?: Readonly<ServiceSettings[Member]> | undefined };

/** Where nobody said anything (row SV2). */
const defaults: ServiceSettings = {
  propagateTags: "NONE",
  enableECSManagedTags: false,
  enableExecuteCommand: false,
  healthCheckGracePeriodSeconds: undefined,
  placementConstraints: [],
};

/** The settings after a call: a member that is left out keeps its value. */
export const settingsAfter = (given: Given, before = defaults): ServiceSettings => ({
  propagateTags: given.propagateTags ?? before.propagateTags,
  enableECSManagedTags: given.enableECSManagedTags ?? before.enableECSManagedTags,
  enableExecuteCommand: given.enableExecuteCommand ?? before.enableExecuteCommand,
  healthCheckGracePeriodSeconds: given.healthCheckGracePeriodSeconds ?? before.healthCheckGracePeriodSeconds,
  placementConstraints: (given.placementConstraints ?? before.placementConstraints).map((each) => ({ ...each })),
});

/** As replies show them. */
export const viewSettings = (settings: ServiceSettings): Record<string, Expected> => ({
  propagateTags: settings.propagateTags,
  enableECSManagedTags: settings.enableECSManagedTags,
  enableExecuteCommand: settings.enableExecuteCommand,
  healthCheckGracePeriodSeconds: settings.healthCheckGracePeriodSeconds ?? either(absent, 0),
  placementConstraints: unordered(settings.placementConstraints.map(constraint)),
});

/** `distinctInstance` has no expression. */
const constraint = ({ type, expression }: ecs.PlacementConstraint): Expected => ({
  type: type ?? any,
  ...(expression === undefined ? {} : { expression }),
});
