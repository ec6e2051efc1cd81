import { describe, expect, test } from "vitest";
import { get } from "../../../model/language/persistentMap.ts";
import { empty, type Service } from "../../../model/language/state.ts";
import type { Context } from "../../../model/language/step.ts";
import { boundsFor, isSettling, mustConverge } from "../../../model/services/service.ts";
import { Account } from "../account.ts";

const context: Context = {
  tasks: true,
  containers: true,
  rest: true,
  namespace: "",
  newId: (kind) => kind,
  may: () => false,
};

/** A Fargate service in the model, in the middle of a rollout. */
function rollingOut(desiredCount: number, minimumHealthyPercent: number, maximumPercent: number): Service {
  const account = new Account();
  account.call("CreateCluster", { clusterName: "c" });
  account.call("RegisterTaskDefinition", {
    family: "f",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "256",
    memory: "512",
    containerDefinitions: [{ name: "app", image: "nginx" }],
  });
  account.call("CreateService", {
    cluster: "c",
    serviceName: "s",
    taskDefinition: "f",
    desiredCount,
    launchType: "FARGATE",
    networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"] } },
    deploymentConfiguration: { minimumHealthyPercent, maximumPercent },
  });
  const cluster = get(account.state.clusters, "c");
  const service = cluster && get(cluster.services, "s");
  if (service === undefined) throw new Error("the model has no such service");
  return { ...service, knowledge: { ...service.knowledge, rollingOut: true } };
}

describe("a rollout can progress", () => {
  test.each<[number, number, number, boolean, string]>([
    [4, 100, 100, false, "neither a task more nor a task less"],
    [4, 100, 125, true, "one task more"],
    [4, 75, 100, true, "one task less"],
    [1, 100, 199, false, "the upper bound is rounded down to 1"],
    [1, 1, 100, false, "the lower bound is rounded up to 1"],
    [1, 0, 100, true, "no task need run"],
    [0, 100, 100, true, "nothing is to be replaced"],
  ])("with desired count %i, %i to %i %%: %s", (desired, least, most, moves, why) => {
    expect(isSettling(empty, rollingOut(desired, least, most), context), why).toBe(moves);
  });

  test("after a rollout, equal bounds block nothing", () => {
    const rolling = rollingOut(4, 100, 100);
    const service = { ...rolling, knowledge: { ...rolling.knowledge, rollingOut: false } };
    expect(isSettling(empty, service, context)).toBe(true);
  });

  test("a protected task leaves open whether the service reaches its count", () => {
    const service = rollingOut(4, 50, 200);
    expect(mustConverge(empty, service, context)).toBe(true);
    expect(mustConverge(empty, { ...service, protectedTasks: ["«task:1»"] }, context)).toBe(false);
  });
});

test("the lower bound is rounded up and the upper one down (row DP3)", () => {
  const configuration = {
    minimumHealthyPercent: 50,
    maximumPercent: 150,
    enable: false,
    rollback: false,
  };
  expect(boundsFor(3, configuration)).toEqual({ least: 2, most: 4 });
  expect(boundsFor(1, configuration)).toEqual({ least: 1, most: 1 });
});
