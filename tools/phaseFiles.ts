/** For each phase, the part of the simulator that its scenarios must cover by themselves. */
export const about: Readonly<Record<number, readonly string[]>> = {
  1: ["clusters/{clusters,clusterSettings}.ts", "operations/{CreateCluster,clusters}.ts"],
  2: [
    "taskDefinitions/{containerDefinitions,families}.ts",
    "capacity/fargateSizes.ts",
    "operations/{RegisterTaskDefinition,taskDefinitions,CreateService,services}.ts",
    "services/{services,settings,daemons}.ts",
  ],
  3: [
    "operations/{RunTask,taskRequests,tasks}.ts",
    "tasks/{containers,launch,lifeCycle,process,showTask}.ts",
    "services/serviceTasks.ts",
  ],
  4: [
    "operations/UpdateService.ts",
    "services/{bounds,circuitBreaker,deployments,gracePeriod,reconcile,rollback,scheduler,victims}.ts",
    "tasks/{healthCheck,traffic}.ts",
  ],
  5: [
    "instances/{place,resources}.ts",
    "services/{circuitBreaker,events,onInstances,unplaced}.ts",
    "tasks/{containers,lifeCycle,process}.ts",
  ],
};
