import { describe, expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Client, Exchange, JsonObject } from "../../../clients/client.ts";
import { type FaultKind, faultyClient } from "../../../clients/faulty.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import { defaultPlanOptions } from "../../../commands/plans/generate.ts";
import { PlanSource } from "../../../properties/plans/planSource.ts";
import { playPlan } from "../../../properties/run/sequential.ts";
import type { BugName } from "../../../targets/embedded/bugs.ts";
import { answer } from "../../answer.ts";
import { runContext, simulatorClient } from "../playing.ts";

let played = 0;

async function signatures(plan: Plan, client: Client, eventual = false): Promise<string[]> {
  const report = await playPlan(plan, `t${played++}-`, { ...runContext(client), eventual });
  return report.divergences.map(({ signature }) => text(signature));
}

const settings = (value: string) => [{ name: "containerInsights", value }];

const twoClusters: Plan = [
  { operation: "CreateCluster", input: { clusterName: "c1", tags: [{ key: "a", value: "1" }] } },
  { operation: "UpdateCluster", input: { cluster: "c1", settings: settings("enabled") } },
  { operation: "CreateCluster", input: { clusterName: "C1" } },
  { operation: "DeleteCluster", input: { cluster: { ref: [0, "cluster.clusterArn"] } } },
  { operation: "CreateCluster", input: { clusterName: "c1" } },
];

describe("nothing legal is reported", () => {
  const source = new PlanSource(3, { ...defaultPlanOptions, maxCommands: 25 });

  test("a correct server", async () => {
    const client = await simulatorClient();
    for (let run = 0; run < 12; run++) expect(await signatures(source.at(run), client)).toEqual([]);
  });

  test.each<FaultKind>(["dropReply", "resetBefore", "errorAfter", "errorBefore"])(
    "a write without a reply (%s) may or may not have happened, until a read decides",
    async (kind) => {
      const inner = await simulatorClient();
      for (let seed = 0; seed < 6; seed++) {
        const client = writesOnly(inner, faultyClient(inner, { seed, rates: { [kind]: 0.3 } }));
        const told = await signatures(twoClusters, client);
        expect(told.filter((signature) => !/\/reply\//.test(signature))).toEqual([]);
      }
    },
  );

  test("stale reads, with eventual consistency", async () => {
    const inner = await simulatorClient();
    expect(await signatures(twoClusters, stale(inner))).not.toEqual([]);
    expect(await signatures(twoClusters, stale(inner), true)).toEqual([]);
  });
});

describe("ARNs of other accounts and regions", () => {
  const own = "arn:aws:ecs:us-east-1:123456789012:cluster/c1";
  const account = "arn:aws:ecs:us-east-1:000000000001:cluster/c1";
  const region = "arn:aws:ecs:eu-north-9:123456789012:cluster/c1";
  const created = { operation: "CreateCluster", input: { clusterName: "c1" } };
  const [deleted, described] = [
    (cluster: string): Plan => [created, { operation: "DeleteCluster", input: { cluster } }],
    (cluster: string): Plan => [created, { operation: "DescribeClusters", input: { clusters: [cluster] } }],
  ];

  test.each([
    ["the server's own", own],
    ["another account", account],
    ["another region", region],
    ["another account, the region being a placeholder", account.replace("us-east-1", "«region»")],
  ])("written out in a plan, %s: a correct server is not accused", async (_, cluster) => {
    const client = await simulatorClient();
    expect(await signatures(deleted(cluster), client)).toEqual([]);
    expect(await signatures(described(cluster), client)).toEqual([]);
  });

  test.each([account, region, account.replace("us-east-1", "«region»")])(
    "a server that takes %s for its own is accused",
    async (cluster) => {
      const deletes = await simulatorClient({ bug: "delete-cluster-ignores-account-and-region" });
      expect(await signatures(deleted(cluster), deletes)).toEqual(["DeleteCluster/outcome/A9c→accepted"]);
      const describes = await simulatorClient({ bug: "describe-clusters-ignores-account-and-region" });
      expect(await signatures(described(cluster), describes)).not.toEqual([]);
    },
  );
});

describe("each fault is reported once, by its cause", () => {
  test.each<[BugName, string]>([
    ["update-cluster-settings-answered-not-stored", "UpdateCluster/look/DescribeClusters/"],
    ["create-existing-cluster-refused", "CreateCluster/outcome/CL3"],
    ["delete-unknown-cluster-raises-invalid-parameter", "DeleteCluster/error/type/CL13"],
  ])("%s", async (bug, signature) => {
    const client = await simulatorClient({ bug });
    const plan: Plan = [
      ...twoClusters.slice(0, 3),
      { operation: "CreateCluster", input: { clusterName: "c1" } },
      { operation: "DeleteCluster", input: { cluster: "ghost" } },
    ];
    const told = await signatures(plan, client);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(signature);
  });

  test("a cluster that a call created with a malformed name is no fault of the lists that show it", async () => {
    const inner = await simulatorClient();
    const made: string[] = [];
    const client: Client = {
      async call(operation, input) {
        if (operation === "CreateService") {
          made.push(`arn:aws:ecs:us-east-1:111122223333:cluster/${String(input.cluster)}`);
          return answer(200, { service: {} });
        }
        return operation === "ListClusters" ? answer(200, { clusterArns: made }) : inner.call(operation, input);
      },
      close: () => inner.close(),
    };
    const plan: Plan = [
      {
        operation: "CreateService",
        input: { cluster: "bad name", serviceName: "s1", taskDefinition: "f", desiredCount: 1 },
      },
      { operation: "ListClusters", input: {} },
    ];
    expect(await signatures(plan, client)).toEqual(["CreateService/outcome/G5→accepted"]);
  });

  test("tasks that stop because the state of their instance changes are reported at that call", async () => {
    const client = await simulatorClient({ bug: "draining-stops-standalone-tasks" });
    const definition = { family: "f", containerDefinitions: [{ name: "a", image: "nginx", memory: 64 }] };
    const resources = [
      { name: "CPU", type: "INTEGER", integerValue: 1024 },
      { name: "MEMORY", type: "INTEGER", integerValue: 1024 },
      { name: "PORTS", type: "STRINGSET", stringSetValue: [] },
    ];
    const instance = { ref: [2, "containerInstance.containerInstanceArn"] } as const;
    const plan: Plan = [
      { operation: "CreateCluster", input: { clusterName: "c" } },
      { operation: "RegisterTaskDefinition", input: definition },
      { operation: "RegisterContainerInstance", input: { cluster: "c", totalResources: resources } },
      { operation: "RunTask", input: { cluster: "c", taskDefinition: "f", launchType: "EC2" } },
      {
        operation: "UpdateContainerInstancesState",
        input: { cluster: "c", containerInstances: [instance], status: "DRAINING" },
      },
    ];
    const [first] = await signatures(plan, client);
    expect(first).toMatch(/^UpdateContainerInstancesState\/look\/DescribeTasks\/immediate\/task\./);
  });

  test("an id in a form of the server's own names nothing that can be judged", async () => {
    const inner = await simulatorClient();
    const client: Client = {
      async call(operation, input) {
        const sent = JSON.parse(JSON.stringify(input).replaceAll(/ts-(?=\d{19})/g, "ecs-svc/"));
        const exchange = await inner.call(operation, sent);
        if (exchange.kind === "unanswered") return exchange;
        const text = operation.includes("TaskSet") ? exchange.text.replaceAll("ecs-svc/", "ts-") : exchange.text;
        return { ...exchange, text, json: JSON.parse(text) };
      },
      close: () => inner.close(),
    };
    const definition = { family: "f", containerDefinitions: [{ name: "a", image: "nginx", memory: 64 }] };
    const service = { cluster: "c", serviceName: "s", desiredCount: 0, deploymentController: { type: "EXTERNAL" } };
    const plan: Plan = [
      { operation: "CreateCluster", input: { clusterName: "c" } },
      { operation: "RegisterTaskDefinition", input: definition },
      { operation: "CreateService", input: service },
      { operation: "CreateTaskSet", input: { cluster: "c", service: "s", taskDefinition: "f", scale: { value: 0 } } },
      {
        operation: "DescribeTaskSets",
        input: { cluster: "c", service: "s", taskSets: [{ ref: [3, "taskSet.id"] }] },
      },
    ];
    const told = await signatures(plan, client);
    expect(told).toContain("CreateTaskSet/chosen/taskSet.id/id→malformed");
    expect(told.filter((signature) => signature.startsWith("DescribeTaskSets/"))).toEqual([]);
  });

  test("an unsupported operation is not blamed for what the looks after it show", async () => {
    const inner = await simulatorClient();
    const client: Client = {
      async call(operation, input) {
        if (operation === "UpdateServicePrimaryTaskSet") return answer(400, { __type: "InvalidAction", message: "" });
        return operation === "ListServices" ? answer(200, { serviceArns: [] }) : inner.call(operation, input);
      },
      close: () => inner.close(),
    };
    const input = { cluster: "ghost", service: "s1", primaryTaskSet: "ecs-svc/0123456789012345678" };
    expect(await signatures([{ operation: "UpdateServicePrimaryTaskSet", input }], client)).toEqual([
      "UpdateServicePrimaryTaskSet/unsupported",
      "ListServices/outcome/CL13→accepted",
    ]);
  });
});

const isRead = (operation: string): boolean => /^(Describe|List)/.test(operation);

const writesOnly = (sound: Client, faulty: Client): Client => ({
  call: (operation, input) => (isRead(operation) ? sound : faulty).call(operation, input),
  close: () => faulty.close(),
});

/** After each write, the first read of a kind still shows what an earlier one showed. */
function stale(inner: Client): Client {
  const before = new Map<string, Exchange>();
  let lagging = new Set<string>();
  return {
    async call(operation, input) {
      if (!isRead(operation)) {
        lagging = new Set(before.keys());
        return inner.call(operation, input);
      }
      const key = JSON.stringify([operation, input]);
      const old = before.get(key);
      if (old !== undefined && lagging.delete(key)) return old;
      const exchange = await inner.call(operation, input);
      before.set(key, exchange);
      return exchange;
    },
    close: () => inner.close(),
  };
}

test("an unsupported operation is not blamed for what a look at its cluster shows", async () => {
  const inner = await simulatorClient();
  const answers: Record<string, [number, JsonObject]> = {
    UpdateCluster: [500, { __type: "InternalError", message: "UpdateCluster not implemented" }],
    DescribeClusters: [200, { clusters: [], failures: [] }],
  };
  const client: Client = {
    ...inner,
    call: async (operation, input) => {
      const [status, json] = answers[operation] ?? [];
      if (status === undefined || json === undefined) return inner.call(operation, input);
      return {
        kind: "answered",
        status,
        json,
        text: JSON.stringify(json),
        contentType: "application/x-amz-json-1.1",
        milliseconds: 1,
      };
    },
  };
  const plan: Plan = [{ operation: "UpdateCluster", input: { cluster: "bad name" } }];
  expect(await signatures(plan, client)).toEqual(["UpdateCluster/unsupported", "DescribeClusters/outcome/G5→accepted"]);
});
