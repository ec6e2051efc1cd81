import { integer, page, tags, text, texts } from "./members.ts";
import type { Shape, Structure } from "./shape.ts";

const scaling = {
  managedScaling: {
    status: text,
    targetCapacity: integer,
    minimumScalingStepSize: integer,
    maximumScalingStepSize: integer,
    instanceWarmupPeriod: integer,
  },
  managedTerminationProtection: text,
  managedDraining: text,
} as const satisfies Structure;

const managedInstances = {
  infrastructureRoleArn: text,
  instanceLaunchTemplate: "any",
  propagateTags: text,
  infrastructureOptimization: "any",
  autoRepairConfiguration: "any",
} as const satisfies Structure;

/** The requests about capacity providers. */
export const capacityProviderShapes = {
  CreateCapacityProvider: {
    name: text,
    cluster: text,
    autoScalingGroupProvider: { autoScalingGroupArn: text, ...scaling },
    managedInstancesProvider: managedInstances,
    tags,
  },
  DescribeCapacityProviders: { capacityProviders: texts, cluster: text, include: texts, ...page },
  UpdateCapacityProvider: {
    name: text,
    cluster: text,
    autoScalingGroupProvider: scaling,
    managedInstancesProvider: managedInstances,
  },
  DeleteCapacityProvider: { capacityProvider: text, cluster: text },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shape>>>>;
