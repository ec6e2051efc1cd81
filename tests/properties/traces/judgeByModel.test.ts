import { describe, expect, test } from "vitest";
import { judgeByModel } from "../../../properties/traces/judgeByModel.ts";
import { trace } from "../../../properties/traces/trace.ts";

const arn = (path: string) => `arn:aws:ecs:us-east-1:123456789012:${path}`;

const cluster = (name: string, more: object = {}) => ({
  clusterArn: arn(`cluster/${name}`),
  clusterName: name,
  status: "ACTIVE",
  registeredContainerInstancesCount: 0,
  runningTasksCount: 0,
  pendingTasksCount: 0,
  activeServicesCount: 0,
  statistics: [],
  tags: [],
  settings: [{ name: "containerInsights", value: "disabled" }],
  capacityProviders: [],
  defaultCapacityProviderStrategy: [],
  ...more,
});

/** A cluster as ECS describes it: it shows settings only on request. */
const described = (name: string, more: object = {}) => cluster(name, { settings: [], ...more });

const create = {
  operation: "CreateCluster",
  input: { clusterName: "c1" },
  status: 200,
  body: { cluster: cluster("c1") },
};

const judged = (calls: readonly object[], more: object = {}) =>
  judgeByModel(trace.parse({ id: "t", source: "test", calls, ...more })).map(({ verdict }) => verdict);

const reasons = (calls: readonly object[], more: object = {}) =>
  judgeByModel(trace.parse({ id: "t", source: "test", calls, ...more })).map(({ reason }) => reason);

const describeOne = (body: object, more: object = {}) => ({
  operation: "DescribeClusters",
  input: { clusters: ["c1"] },
  status: 200,
  body,
  ...more,
});

describe("the model", () => {
  test("takes the region and account of most ARNs for the server's, also before the first reply", () => {
    const elsewhere = "arn:aws:ecs:us-east-1:000000000001:cluster/c1";
    const missing = (given: string) => ({
      ...describeOne({ clusters: [], failures: [{ arn: given, reason: "MISSING" }] }),
      input: { clusters: [given] },
    });
    const found = { ...describeOne({ clusters: [described("c1")], failures: [] }), input: { clusters: [elsewhere] } };
    expect(judged([missing(arn("cluster/c1")), create, missing(elsewhere)])).toEqual(["agrees", "agrees", "agrees"]);
    expect(judged([create, found])).toEqual(["agrees", "contradicts"]);
  });

  test("agrees with a reply that it expects, and contradicts any other", () => {
    expect(judged([create, describeOne({ clusters: [described("c1")], failures: [] })])).toEqual(["agrees", "agrees"]);
    const wrong = describeOne({ clusters: [described("c1", { status: "INACTIVE" })], failures: [] });
    expect(judged([create, wrong])).toEqual(["agrees", "contradicts"]);
    expect(reasons([create, wrong])[1]).toMatch(/status: expected .*ACTIVE.*, got .*INACTIVE/);
  });

  test("contradicts an absent member only if the recording is complete or the member is known to be absent", () => {
    const { runningTasksCount: _, ...less } = cluster("c1");
    const partly = { ...create, body: { cluster: less } };
    expect(judged([partly])).toEqual(["contradicts"]);
    expect(judged([{ ...partly, complete: false }])).toEqual(["agrees"]);
    expect(judged([{ ...partly, complete: false, absent: ["cluster.runningTasksCount"] }])).toEqual(["contradicts"]);
  });

  test("contradicts an acceptance where it refuses, and a refusal where it accepts", () => {
    const negative = {
      operation: "DeleteCluster",
      input: { cluster: "c1" },
      status: 400,
      body: { __type: "ClientException" },
    };
    expect(judged([create, negative])).toEqual(["agrees", "contradicts"]);
  });
});

describe("state that a trace does not show", () => {
  test("a resource without a recorded creation is never a contradiction", () => {
    const missing = {
      operation: "UpdateService",
      input: { cluster: "c9", service: "s9" },
      status: 200,
      body: { service: {} },
    };
    expect(judged([missing])).toEqual(["unknown"]);
    expect(reasons([missing])[0]).toMatch(
      /does not show the creation of service:c9\/s9|before the trace began are unknown/,
    );
  });

  test("the contents of a cluster that existed before are unknown", () => {
    const used = {
      operation: "ListTasks",
      input: { cluster: "c9" },
      status: 200,
      body: { taskArns: [arn("task/c9/0123456789abcdef0123456789abcdef")] },
    };
    expect(judged([used])).toEqual(["unknown"]);
  });

  test("`given` calls create the earlier state", () => {
    const given = [{ operation: "CreateCluster", input: { clusterName: "c1" } }];
    expect(judged([describeOne({ clusters: [described("c1")], failures: [] })], { given })).toEqual(["agrees"]);
    const none = describeOne({ clusters: [], failures: [{ arn: arn("cluster/c1"), reason: "MISSING" }] });
    expect(judged([none], { given })).toEqual(["contradicts"]);
  });

  test("the earlier revisions of a family are unknown", () => {
    const register = {
      operation: "RegisterTaskDefinition",
      input: { family: "f", containerDefinitions: [{ name: "app", image: "nginx", memory: 64 }] },
      status: 200,
      complete: false,
      body: {
        taskDefinition: { taskDefinitionArn: arn("task-definition/f:7"), family: "f", revision: 7, status: "ACTIVE" },
      },
    };
    expect(judged([register])).toEqual(["agrees"]);
  });

  test("of an incomplete request: a refusal agrees if a rule of the operation refuses with this error", () => {
    const partly = { operation: "CreateService", input: { serviceName: "s" }, inputComplete: false, status: 400 };
    const known = { __type: "InvalidParameterException", message: "Creation of service was not idempotent." };
    expect(judged([{ ...partly, body: known }])).toEqual(["agrees"]);
    expect(judged([{ ...partly, body: { __type: "ServerException", message: "An unknown text." } }])).toEqual([
      "unknown",
    ]);
  });
});

test("the verdict on an operation outside the model is unknown", () => {
  expect(judged([{ operation: "CreateDaemon", input: {}, status: 200, body: {} }])).toEqual(["unknown"]);
});

test("the pages of a list are judged as one reply", () => {
  const second = {
    operation: "CreateCluster",
    input: { clusterName: "c2" },
    status: 200,
    body: { cluster: cluster("c2") },
  };
  const page = (input: object, body: object) => ({
    operation: "ListClusters",
    input: { maxResults: 1, ...input },
    status: 200,
    body,
  });
  const first = page({}, { clusterArns: [arn("cluster/c1")], nextToken: "x" });
  expect(judged([create, second, first, page({ nextToken: "x" }, { clusterArns: [arn("cluster/c2")] })])).toEqual([
    "agrees",
    "agrees",
    "agrees",
    "agrees",
  ]);
  expect(judged([create, second, first])).toEqual(["agrees", "agrees", "unknown"]);
  expect(judged([create, page({ nextToken: "never" }, { clusterArns: [] })])).toEqual(["agrees", "unknown"]);
});

test("an inferred error type is not compared, a partly known text is", () => {
  const delete9 = {
    operation: "DeleteCluster",
    input: { cluster: "c9" },
    status: 400,
    body: { __type: "ClientException" },
  };
  const given = [{ operation: "CreateCluster", input: { clusterName: "c1" } }];
  expect(judged([{ ...delete9, inferred: ["body.__type"] }], { given })).toEqual(["agrees"]);
});

describe("a refusal that is only partly known", () => {
  const refusal = {
    operation: "DeleteCluster",
    input: { cluster: "c1" },
    status: 400,
    inferred: ["body.__type"],
    body: { __type: "ClientException", message: "An unknown text." },
  };
  const given = [{ operation: "CreateCluster", input: { clusterName: "c9" } }];

  test("has an unknown verdict if the model refuses by a rule without a text", () => {
    const missing = {
      operation: "ListTagsForResource",
      input: { resourceArn: arn("service/c9/none") },
      status: 400,
      inferred: ["body.__type"],
      body: { __type: "ClientException" },
    };
    expect(judged([missing], { given })).toEqual(["agrees"]);
    const said = { ...missing, body: { ...missing.body, message: "An unknown text." } };
    expect(judged([said], { given })).toEqual(["unknown"]);
    expect(reasons([said], { given })[0]).toMatch(/the error type was not recorded, and no rule/);
  });

  test("does not agree with a different text", () => {
    expect(judged([refusal], { given: [...given, { operation: "DeleteCluster", input: { cluster: "c9" } }] })).toEqual([
      "unknown",
    ]);
  });
});

describe("a cluster that the trace creates", () => {
  const service = (operation: string, input: object, body: object) => ({
    operation,
    input: { cluster: "c1", ...input },
    status: 400,
    body,
  });
  const negative = service("CreateService", { serviceName: "s1" }, { __type: "ServerException" });

  test("contains nothing else, so a refusal in it is judged", () => {
    expect(judged([create, negative])).toEqual(["agrees", "contradicts"]);
    const used = cluster("c1", { activeServicesCount: 3 });
    const before = { ...create, complete: false, body: { cluster: used } };
    expect(judged([before, negative])[1]).toEqual("unknown");
  });

  test("may be created in a gap of the recording", () => {
    const missing = describeOne({ clusters: [], failures: [{ arn: arn("cluster/c1"), reason: "MISSING" }] });
    const found = describeOne({ clusters: [described("c1")], failures: [] });
    const given = [{ operation: "CreateCluster", input: { clusterName: "c1" }, before: 1 }];
    expect(judged([missing, found], { given })).toEqual(["agrees", "agrees"]);
    expect(judged([missing, missing], { given })).toEqual(["agrees", "contradicts"]);
  });
});

test("a task id without a recorded RunTask is bound to the given task with the same definition", () => {
  const definition = (family: string) => ({
    operation: "RegisterTaskDefinition",
    input: { family, containerDefinitions: [{ name: "app", image: "nginx", memory: 64 }] },
  });
  const run = (family: string) => ({ operation: "RunTask", input: { cluster: "c1", taskDefinition: `${family}:1` } });
  const instance = { operation: "RegisterContainerInstance", input: { cluster: "c1" } };
  const given = [
    { operation: "CreateCluster", input: { clusterName: "c1" } },
    ...["f", "g"].map(definition),
    ...Array.from({ length: 12 }, () => instance),
    run("f"),
    run("g"),
  ];
  const ids = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"];
  const describeTask = (id: string, family: string) => ({
    operation: "DescribeTasks",
    input: { cluster: "c1", tasks: [id] },
    status: 200,
    complete: false,
    body: {
      tasks: [{ taskArn: arn(`task/c1/${id}`), taskDefinitionArn: arn(`task-definition/${family}:1`) }],
      failures: [],
    },
  });
  const [first = "", second = ""] = ids;
  const verdicts = judged([describeTask(first, "g"), describeTask(second, "f"), describeTask(first, "f")], { given });
  expect(verdicts).toEqual(["agrees", "agrees", "contradicts"]);
});
