import { expect, test } from "vitest";
import { healthCheckOf } from "../../../targets/embedded/tasks/healthCheck.ts";
import { onFargate, type SimulatorClient, startWith } from "./simulatorClient.ts";

const looksForFile = ["CMD-SHELL", "test -f /tmp/well"];

test("a check that looks for a file goes by what the container's script makes and removes", () => {
  const script = [
    "sh",
    "-c",
    "sleep 10; touch /tmp/well && sleep 20; rm -f /tmp/well; sleep infinity; touch /tmp/well",
  ];
  const check = healthCheckOf(looksForFile, script);
  expect([0, 9, 10, 29, 30, 1000].map((seconds) => check.passes(seconds))).toEqual([
    false,
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(check.settlesAfterSeconds).toBe(30);
  expect(healthCheckOf(["CMD-SHELL", "[ -f /tmp/other ]"], script).passes(15)).toBe(false);
});

test("any other check always finds the same", () => {
  expect(healthCheckOf(["CMD-SHELL", "exit 0"], [])).toMatchObject({ settlesAfterSeconds: 0 });
  expect(healthCheckOf(["CMD-SHELL", "exit 0"], []).passes(0)).toBe(true);
  expect(healthCheckOf(["CMD", "false"], []).passes(1e6)).toBe(false);
});

const container = (script: string) => [
  {
    name: "app",
    image: "busybox",
    command: ["sh", "-c", script],
    healthCheck: { command: looksForFile, interval: 5, retries: 2 },
  },
];

async function serviceOf(script: string, more: object = {}): Promise<SimulatorClient> {
  const client = await startWith([container(script)]);
  await client.call("CreateService", {
    cluster: "c",
    serviceName: "s",
    taskDefinition: "f:1",
    desiredCount: 1,
    ...onFargate,
    ...more,
  });
  return client;
}

/** What becomes of the service's first task, looked at every second. */
async function healthOf(client: SimulatorClient, seconds: number): Promise<string[]> {
  await client.advance(1);
  const { taskArns } = await client.call("ListTasks", { cluster: "c", serviceName: "s" });
  const seen: string[] = [];
  for (let second = 0; second < seconds; second++) {
    const { desiredStatus, healthStatus } = await client.task(taskArns[0]);
    const state = desiredStatus === "STOPPED" ? "STOPPED" : healthStatus;
    if (seen.at(-1) !== state) seen.push(state);
    await client.advance(1);
  }
  return seen;
}

test("a container falls ill after its retries, and its task is replaced (LC10, DP11)", async () => {
  const client = await serviceOf("touch /tmp/well; sleep 20; rm /tmp/well; sleep infinity");
  expect(await healthOf(client, 60)).toEqual(["UNKNOWN", "HEALTHY", "UNHEALTHY", "STOPPED"]);
});

test("a container that gets well within the grace period is kept (DP12)", async () => {
  const script = "sleep 30; touch /tmp/well; sleep infinity";
  const excused = await serviceOf(script, { healthCheckGracePeriodSeconds: 60 });
  expect(await healthOf(excused, 120)).toEqual(["UNKNOWN", "UNHEALTHY", "HEALTHY"]);
  expect((await excused.service("s")).deployments[0]).toMatchObject({ rolloutState: "COMPLETED", failedTasks: 0 });
  const bounds = { deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 } };
  expect(await healthOf(await serviceOf(script, bounds), 60)).toEqual(["UNKNOWN", "UNHEALTHY", "STOPPED"]);
});

test("a container that is ill when the grace period ends is replaced then (DP12)", async () => {
  const client = await serviceOf("sleep infinity", {
    healthCheckGracePeriodSeconds: 40,
    deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 },
  });
  expect(await healthOf(client, 40)).toEqual(["UNKNOWN", "UNHEALTHY"]);
  expect((await client.service("s")).deployments[0].failedTasks).toBe(0);
  await client.advance(5);
  expect((await client.service("s")).deployments[0].failedTasks).toBe(1);
});
