import type { Cluster } from "@aws-sdk/client-ecs";
import { alwaysKnown, alwaysList, type Decisions, onceKnown, open, openKnown } from "./decision.ts";

/** When replies show the members of a cluster, an INACTIVE one included (rows CL2, CL9). */
export const clusterMembers: Decisions<Cluster> = {
  clusterArn: alwaysKnown("A1"),
  clusterName: alwaysKnown("CL2"),
  status: alwaysKnown("CL2"),
  registeredContainerInstancesCount: alwaysKnown("CL2"),
  runningTasksCount: alwaysKnown("CL2"),
  pendingTasksCount: alwaysKnown("CL2"),
  activeServicesCount: alwaysKnown("CL2"),
  statistics: alwaysList("CL2"),
  tags: alwaysList("CL2"),
  settings: alwaysList("CL2"),
  capacityProviders: alwaysList("CL2"),
  defaultCapacityProviderStrategy: alwaysList("CL2"),
  configuration: { ...onceKnown("CL9"), why: "where it was given, and a reading call asks for it" },
  attachments: openKnown("replies to some calls have it, others do not"),
  attachmentsStatus: open("replies to some calls have it, others do not"),
  serviceConnectDefaults: open("no recorded answer shows a cluster with a namespace"),
};
