import { expect } from "vitest";
import { sleeper } from "../kit/definitions.ts";
import { containerOf, overrideOf, runningTask, taskNow } from "../kit/oneTask.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Task resource allocation verification: CPU and memory of the task",
  { needs: ["tasks"], bug: "run-task-takes-the-smallest-size" },
  async (context) => {
    const sizes = [
      { cpu: "512", memory: "1024" },
      { cpu: "1024", memory: "3072" },
    ];
    for (const size of sizes) {
      const { taskArn, ...answered } = await context.runOne(await context.define("sized", [sleeper()], size));
      expect(answered).toMatchObject(size);
      expect(await taskNow(context, taskArn)).toMatchObject(size);
      expect(await runningTask(context, taskArn)).toMatchObject(size);
    }
  },
);

scenario(
  "Task resource allocation verification: CPU and memory of each container",
  { bug: "register-loses-container-memory" },
  async (context) => {
    const large = sleeper("large", { cpu: 192, memory: 320, memoryReservation: 256 });
    const small = sleeper("small", { cpu: 64, memory: 128 });
    const { taskArn } = await context.runOne(await context.define("shared", [large, small]));
    const task = await taskNow(context, taskArn);
    expect(containerOf(task, "large")).toMatchObject({ cpu: "192", memory: "320", memoryReservation: "256" });
    expect(containerOf(task, "small")).toMatchObject({ cpu: "64", memory: "128" });
  },
);

scenario(
  "Task resource allocation verification: overrides of a task, only once",
  { needs: ["tasks"], bug: "run-task-takes-the-smallest-size" },
  async (context) => {
    const definition = await context.define("larger", [sleeper()], { cpu: "512", memory: "1024" });
    const size = { cpu: "1024", memory: "4096" };
    const overridden = await context.runOne(definition, { overrides: size });
    expect(await taskNow(context, overridden.taskArn)).toMatchObject(size);
    const plain = await context.runOne(definition);
    const task = await runningTask(context, overridden.taskArn);
    expect(task).toMatchObject({ ...size, overrides: size });
    expect(await taskNow(context, plain.taskArn)).toMatchObject({ cpu: "512", memory: "1024" });
    expect(await context.ecs.describeTaskDefinition(definition)).toMatchObject({ cpu: "512", memory: "1024" });
  },
);

scenario(
  "Task resource allocation verification: overrides of a container",
  { bug: "override-keeps-command-only" },
  async (context) => {
    const definition = await context.define("larger", [sleeper("app", { cpu: 64, memory: 128 }), sleeper("side")]);
    const override = { name: "app", cpu: 128, memory: 256, memoryReservation: 192 };
    const { taskArn } = await context.runOne(definition, { overrides: { containerOverrides: [override] } });
    const task = await taskNow(context, taskArn);
    expect(overrideOf(task, "app")).toEqual(override);
    expect(containerOf(task, "side").memory).not.toBe("256");
  },
);
