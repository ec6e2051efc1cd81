import { expect, test } from "vitest";
import { attach, handleOf } from "../../targets/attach.ts";
import { openEmbedded } from "../../targets/embedded.ts";

test("an open target can be called through its handle, and its clock moved from change to change", async () => {
  const target = await openEmbedded({ seed: 1, speed: "manual", jitter: false });
  try {
    const again = attach(JSON.parse(JSON.stringify(await handleOf(target))));
    expect(again).toMatchObject({ name: "embedded", fixtures: target.fixtures, capabilities: target.capabilities });
    const client = again.client();
    const networkConfiguration = { awsvpcConfiguration: { subnets: [...again.fixtures.subnets] } };
    await client.call("CreateCluster", { clusterName: "c" });
    await client.call("RegisterTaskDefinition", {
      family: "f",
      networkMode: "awsvpc",
      containerDefinitions: [{ name: "web", image: "nginx", memory: 64 }],
      cpu: "256",
      memory: "512",
    });
    await client.call("RunTask", { cluster: "c", taskDefinition: "f", launchType: "FARGATE", networkConfiguration });
    const step = (seconds: number) => again.clock?.step(seconds) ?? Promise.reject();
    const start = await step(0);
    const seen: string[] = [];
    for (let move = 0; move < 3; move++) {
      await step(100);
      const exchange = await client.call("ListTasks", { cluster: "c" });
      const { taskArns } = (exchange.kind === "answered" ? exchange.json : {}) as { taskArns: string[] };
      const described = await client.call("DescribeTasks", { cluster: "c", tasks: taskArns });
      seen.push(
        /"lastStatus":"(\w+)","launchType/.exec(described.kind === "answered" ? described.text : "")?.[1] ?? "",
      );
    }
    expect(seen).toEqual(["PENDING", "ACTIVATING", "RUNNING"]);
    expect((await step(0)) - start).toBeLessThan(10);
    // When no change is left, the clock moves by the maximum.
    expect((await step(100)) - start).toBeGreaterThan(99);
    client.close();
  } finally {
    await target.close();
  }
});
