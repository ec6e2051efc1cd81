import { expect } from "vitest";
import { assertRefused, assertTaskCount } from "../kit/assertions.ts";
import { sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Delete cluster with contents: tasks prevent the deletion",
  { needs: ["tasks"], bug: "delete-cluster-with-tasks-raises-contains-services" },
  async (context) => {
    const { cluster, ecs, tasks } = context;
    const { taskArn } = await context.runOne(await context.define("task", [sleeper()]));
    await tasks.waitForStatus(taskArn, "RUNNING");
    await assertRefused(ecs.deleteCluster(cluster), "ClusterContainsTasksException");
    expect((await ecs.describeCluster(cluster))?.status).toBe("ACTIVE");
    await ecs.stopTask(cluster, taskArn);
    await tasks.waitForStatus(taskArn, "STOPPED");
    expect((await ecs.deleteCluster(cluster)).status).toBe("INACTIVE");
  },
);

scenario(
  "Delete cluster with contents: services prevent the deletion",
  { needs: ["tasks"], bug: "deleted-service-stays-draining" },
  async (context) => {
    const { cluster, ecs } = context;
    const { serviceName } = await context.serve("web", await context.define("web", [sleeper()]), 1);
    await assertTaskCount(context, serviceName, 1);
    await assertRefused(
      ecs.deleteCluster(cluster),
      "ClusterContainsServicesException",
      "ClusterContainsTasksException",
    );
    expect((await ecs.describeCluster(cluster))?.activeServicesCount).toBe(1);
    await ecs.deleteService(cluster, serviceName, true);
    await context.untilService(serviceName, "be INACTIVE", ({ status }) => status === "INACTIVE");
    await context.waiting.until(
      "the cluster to be empty",
      () => ecs.listTasks(cluster, { desiredStatus: "STOPPED" }).then((arns) => ecs.describeTasks(cluster, arns)),
      (tasks) => tasks.every(({ lastStatus }) => lastStatus === "STOPPED"),
    );
    expect((await ecs.deleteCluster(cluster)).status).toBe("INACTIVE");
  },
);
