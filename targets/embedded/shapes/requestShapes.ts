import { accountShapes } from "./account.ts";
import { capacityProviderShapes } from "./capacityProviders.ts";
import { clusterShapes } from "./clusters.ts";
import { containerInstanceShapes } from "./containerInstances.ts";
import { deploymentShapes } from "./deployments.ts";
import { serviceShapes } from "./services.ts";
import { taskDefinitionShapes } from "./taskDefinitions.ts";
import { taskShapes } from "./tasks.ts";

/** The members of each request, as the API names them. */
export const requestShapes = {
  ...clusterShapes,
  ...taskDefinitionShapes,
  ...serviceShapes,
  ...taskShapes,
  ...accountShapes,
  ...capacityProviderShapes,
  ...containerInstanceShapes,
  ...deploymentShapes,
} as const;

export type OperationName = keyof typeof requestShapes;
