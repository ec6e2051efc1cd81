import { describe, expect, test } from "vitest";
import { text } from "../../../../checker/signature.ts";
import type { Client, Exchange, JsonObject } from "../../../../clients/client.ts";
import type { Command, Plan } from "../../../../commands/language/plan.ts";
import { playPlan } from "../../../../properties/run/sequential.ts";
import type { BugName } from "../../../../targets/embedded/bugs.ts";
import { answer } from "../../../answer.ts";
import { runContext, simulatorClient } from "../../playing.ts";

/** Replies instead of the simulator; undefined: the simulator replies. */
type Fault = (inner: Client, operation: string, input: JsonObject) => Promise<Exchange> | undefined;

let played = 0;

/** The divergences of a run on a server with the fault, and with a planted bug if one is given. */
async function divergencesOf(plan: Plan, fault: Fault, bug?: BugName, recovers = true) {
  const inner = await simulatorClient(bug === undefined ? {} : { bug });
  const client: Client = {
    call: (operation, input) => fault(inner, operation, input) ?? inner.call(operation, input),
    close: () => inner.close(),
  };
  const context = { ...runContext(client), recovers };
  const { divergences } = await playPlan(plan, `v${played++}-`, context);
  return { divergences, quarantined: context.counters.notSent.quarantined };
}

/** The signatures that a run reports which may restore resources. */
async function reported(plan: Plan, fault: Fault, bug?: BugName): Promise<string[]> {
  const { divergences, quarantined } = await divergencesOf(plan, fault, bug);
  expect(quarantined).toBe(0);
  return divergences.map(({ signature }) => text(signature));
}

const cluster: Command = { operation: "CreateCluster", input: { clusterName: "c1" } };
const register = (also: object = {}): Command => ({
  operation: "RegisterTaskDefinition",
  input: {
    family: "ff",
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
    containerDefinitions: [{ name: "a", image: "b", ...also }],
  },
});
const networkConfiguration = { awsvpcConfiguration: { subnets: ["«subnet»"] } };
const fargate = { cluster: "c1", taskDefinition: "ff", launchType: "FARGATE", networkConfiguration };
const service: Command = { operation: "CreateService", input: { ...fargate, serviceName: "s1", desiredCount: 2 } };
const update = (desiredCount: number): Command => ({
  operation: "UpdateService",
  input: { cluster: "c1", service: "s1", desiredCount },
});

describe("a service that a wrongly accepted call changed", () => {
  const plan: Plan = [cluster, register(), service, update(-1), update(1), update(0)];
  const changes: Fault = (inner, operation, input) =>
    operation === "UpdateService" && input.desiredCount === -1
      ? inner.call(operation, { ...input, desiredCount: 5 })
      : undefined;
  const cause = "UpdateService/outcome/SV15→accepted";

  test("is deleted and created again, and nothing else is reported", async () =>
    expect(await reported(plan, changes)).toEqual([cause]));

  test("which is said of what shows afterwards", async () => {
    const { divergences } = await divergencesOf(plan, changes, "update-service-loses-desired-count-zero");
    expect(divergences.map(({ afterRecovery }) => afterRecovery)).toEqual([undefined, true]);
  });

  test("but not by a replay, whose plan alone changes the server", async () => {
    const deleted: unknown[] = [];
    const watched: Fault = (inner, operation, input) => {
      if (operation === "DeleteService") deleted.push(input.service);
      return changes(inner, operation, input);
    };
    const { divergences, quarantined } = await divergencesOf(plan, watched, undefined, false);
    expect(divergences.map(({ signature }) => text(signature))).toEqual([cause]);
    expect(quarantined).toBe(2);
    expect(deleted).toHaveLength(1);
  });

  test("so that its next fault is reported, too", async () => {
    const signatures = await reported(plan, changes, "update-service-loses-desired-count-zero");
    expect(signatures).toEqual([cause, "UpdateService/immediate/service.desiredCount/number→more"]);
  });

  test("a service that a wrongly accepted call did not change stays as it is", async () => {
    const calls: string[] = [];
    const ignores: Fault = (inner, operation, input) => {
      calls.push(operation);
      return operation === "UpdateService" && input.desiredCount === -1
        ? inner.call(operation, { ...input, desiredCount: 2 })
        : undefined;
    };
    expect(await reported(plan, ignores)).toEqual([cause]);
    expect(calls.filter((operation) => operation === "CreateService")).toHaveLength(1);
  });
});

describe("a family with a revision that should have been refused", () => {
  const bad = register({ mountPoints: [{ sourceVolume: "nowhere", containerPath: "/a" }] });
  const again: Command = { operation: "DeregisterTaskDefinition", input: { taskDefinition: "ff:3" } };
  const plan: Plan = [register(), bad, register(), again];
  const none: Fault = () => undefined;

  test("goes on with the next revision", async () =>
    expect(await reported(plan, none, "undeclared-volume-accepted")).toHaveLength(1));

  test("so that its next fault is reported, too", async () => {
    const stays: Fault = (inner, operation, input) =>
      operation === "DeregisterTaskDefinition" && String(input.taskDefinition).endsWith("ff:3")
        ? inner.call("DescribeTaskDefinition", { taskDefinition: String(input.taskDefinition) })
        : undefined;
    const signatures = await reported(plan, stays, "undeclared-volume-accepted");
    expect(signatures.some((signature) => signature.startsWith("DeregisterTaskDefinition/"))).toBe(true);
  });
});

describe("a cluster whose settings a wrongly accepted call changed", () => {
  const settings = (value: string): Command => ({
    operation: "UpdateClusterSettings",
    input: { cluster: "c1", settings: [{ name: "containerInsights", value }] },
  });
  const plan: Plan = [cluster, settings("enabled"), settings("loud"), settings("enhanced")];
  const changes: Fault = (inner, operation, input) =>
    JSON.stringify(input).includes("loud")
      ? inner.call(operation, { ...input, settings: [{ name: "containerInsights", value: "disabled" }] })
      : undefined;

  test("gets its settings back, and nothing else is reported", async () =>
    expect(await reported(plan, changes)).toEqual(["UpdateClusterSettings/outcome/CL20→accepted"]));

  test("so that its next fault is reported, too", async () => {
    const loses: Fault = (inner, operation, input) =>
      JSON.stringify(input).includes("enhanced")
        ? inner
            .call("DescribeClusters", { clusters: [String(input.cluster)], include: ["SETTINGS"] })
            .then((exchange) => {
              const [shown] = exchange.kind === "answered" ? (exchange.json as { clusters: object[] }).clusters : [];
              return answer(200, { cluster: shown ?? {} });
            })
        : changes(inner, operation, input);
    const signatures = await reported(plan, loses);
    expect(signatures[0]).toBe("UpdateClusterSettings/outcome/CL20→accepted");
    expect(signatures[1]).toMatch(/^UpdateClusterSettings\/.*cluster\.settings/);
  });
});

test("a cluster that the server forgets when it is deleted is absent from then on", async () => {
  const plan: Plan = [
    cluster,
    { operation: "DeleteCluster", input: { cluster: "c1" } },
    {
      operation: "UpdateCluster",
      input: { cluster: "c1", settings: [{ name: "containerInsights", value: "enabled" }] },
    },
    cluster,
  ];
  let forgotten = false;
  const forgets: Fault = (inner, operation, input) => {
    if (operation === "CreateCluster") forgotten = false;
    if (operation === "DeleteCluster") forgotten = true;
    if (!forgotten || operation === "DeleteCluster") return undefined;
    if (operation === "UpdateCluster")
      return Promise.resolve(answer(400, { __type: "ClusterNotFoundException", message: "Cluster not found." }));
    if (operation !== "DescribeClusters") return undefined;
    return inner.call(operation, { ...input, clusters: ["nobody"] }).then((exchange) => {
      const name = String((input.clusters as string[])[0]).replace(/^.*\//, "");
      return exchange.kind === "answered" ? answer(200, exchange.text.replaceAll("nobody", name)) : exchange;
    });
  };
  expect(await reported(plan, forgets)).toEqual(["DeleteCluster/look/DescribeClusters/immediate/cluster/item→missing"]);
});

describe("a service that should not have been created", () => {
  const bad: Command = { ...service, input: { ...service.input, desiredCount: -1 } };
  const creates: Fault = (inner, operation, input) =>
    operation === "CreateService" && input.desiredCount === -1
      ? inner.call(operation, { ...input, desiredCount: 3 })
      : undefined;
  const list: Command = { operation: "ListTasks", input: { cluster: "c1" } };
  const plan: Plan = [cluster, register(), bad, { ...service, atRest: true }, list, update(0)];

  test("is deleted, and what its tasks show is not reported", async () =>
    expect(await reported(plan, creates)).toEqual(["CreateService/outcome/SV15→accepted"]));

  test("so that the next fault of the service that is created in its place is reported, too", async () => {
    const signatures = await reported(plan, creates, "update-service-loses-desired-count-zero");
    expect(signatures).toContain("UpdateService/immediate/service.desiredCount/number→more");
    expect(signatures).toHaveLength(2);
  });
});

test("tasks that should not have been started are stopped, and left out of lists", async () => {
  const run = (count: number): Command => ({ operation: "RunTask", input: { ...fargate, count } });
  const list: Command = { operation: "ListTasks", input: { cluster: "c1" } };
  const starts: Fault = (inner, operation, input) =>
    operation === "RunTask" && input.count === 11 ? inner.call(operation, { ...input, count: 3 }) : undefined;
  expect(await reported([cluster, register(), run(11), list, run(1), list], starts)).toEqual([
    "RunTask/outcome/TK1→accepted",
  ]);
});

test("a deleted cluster that a wrongly accepted call changed stays unknown until it is created again", async () => {
  const update: Command = {
    operation: "UpdateCluster",
    input: { cluster: "c1", settings: [{ name: "containerInsights", value: "enabled" }] },
  };
  const remove: Command = { operation: "DeleteCluster", input: { cluster: "c1" } };
  let changed = false;
  const accepts: Fault = (inner, operation, input) => {
    if (operation === "UpdateCluster") {
      changed = true;
      return Promise.resolve(answer(200, { cluster: {} }));
    }
    if (operation === "CreateCluster") changed = false;
    if (operation !== "DeleteCluster" || !changed) return undefined;
    return inner
      .call(operation, input)
      .then((exchange) =>
        answer(200, exchange.kind === "answered" ? exchange.text.replace('"disabled"', '"enabled"') : {}),
      );
  };
  const { divergences } = await divergencesOf([cluster, remove, update, remove, cluster, remove], accepts);
  expect(divergences.map(({ signature }) => text(signature))).toEqual(["UpdateCluster/outcome/CL19u→accepted"]);
});

describe("a service that is described as PENDING for a while", () => {
  /** It becomes ACTIVE when the account settings are listed. */
  const startsLate = (): Fault => {
    let pending = true;
    return (inner, operation, input) => {
      if (operation === "ListAccountSettings") pending = false;
      if (!pending || !/^(Create|Describe)Services?$/.test(operation)) return undefined;
      return inner
        .call(operation, input)
        .then((exchange) =>
          exchange.kind === "answered"
            ? answer(200, exchange.text.replace('"status":"ACTIVE"', '"status":"PENDING"'))
            : exchange,
        );
    };
  };
  const plan: Plan = [cluster, register(), service, { operation: "ListAccountSettings", input: {} }];

  test("is known again once it is ACTIVE", async () => {
    const bug = "update-service-loses-desired-count-zero";
    const { divergences, quarantined } = await divergencesOf([...plan, update(0)], startsLate(), bug, false);
    const signatures = divergences.map(({ signature }) => text(signature));
    expect(quarantined).toBe(0);
    expect(signatures).toContain("UpdateService/immediate/service.desiredCount/number→more");
  });

  test("stays unknown while it is PENDING", async () => {
    const { quarantined } = await divergencesOf([...plan.slice(0, 3), update(0)], startsLate(), undefined, false);
    expect(quarantined).toBe(1);
  });
});

describe("a service for which the server chooses another launch type", () => {
  const plain: Command = {
    operation: "CreateService",
    input: { cluster: "c1", serviceName: "s1", taskDefinition: "ff", desiredCount: 1, networkConfiguration },
  };
  const chooses: Fault = (inner, operation, input) =>
    operation === "CreateService" && input.launchType === undefined
      ? inner.call(operation, { ...input, launchType: "FARGATE" })
      : undefined;
  const plan: Plan = [cluster, register(), plain, update(0)];

  test("is created again with the right one, so that its next fault is reported, too", async () => {
    const signatures = await reported(plan, chooses, "update-service-loses-desired-count-zero");
    expect(signatures[0]).toMatch(/^CreateService\/immediate\/service\.launchType\//);
    expect(signatures).toContain("UpdateService/immediate/service.desiredCount/number→more");
  });
});
