import { expect, test } from "vitest";
import { type Transition, Transitions } from "../../../properties/measures/transitions.ts";

test("changed statuses are counted with their durations", () => {
  const seen = new Map<string, Transition>();
  let now = 0;
  const transitions = new Transitions(seen, () => now);
  const task = (lastStatus: string) => ({ tasks: [{ taskArn: "t", lastStatus, containers: [{ lastStatus }] }] });
  transitions.see(task("PENDING"));
  now = 100;
  transitions.see(task("PENDING"));
  now = 250;
  transitions.see(task("RUNNING"));
  expect([...seen].map(([move, { seen }]) => [move, seen])).toEqual([
    ["task →PENDING", 1],
    ["task PENDING→RUNNING", 1],
  ]);
  expect(Math.round(seen.get("task PENDING→RUNNING")?.took.quantile(0.5) ?? 0)).toBeCloseTo(250, -1.5);
});

test("a service and its deployments are distinguished", () => {
  const seen = new Map<string, Transition>();
  const transitions = new Transitions(seen, () => 0);
  const service = (status: string, rolloutState: string) => ({
    service: {
      serviceArn: "s",
      clusterArn: "c",
      status,
      deployments: [{ id: "ecs-svc/1", status: "PRIMARY", rolloutState }],
    },
  });
  transitions.see(service("ACTIVE", "IN_PROGRESS"));
  transitions.see(service("DRAINING", "COMPLETED"));
  expect([...seen.keys()]).toContain("service ACTIVE→DRAINING");
  expect([...seen.keys()]).toContain("deployment IN_PROGRESS→COMPLETED");
  expect([...seen.keys()].some((move) => move.startsWith("cluster"))).toBe(false);
});
