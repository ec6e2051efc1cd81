import { describe, expect, test } from "vitest";
import { type Expected, isMark } from "../../model/language/expectation.ts";
import { lookup } from "../../model/language/lookup.ts";
import { observe } from "../../model/time/observe.ts";
import { quiesce } from "../../model/time/quiescentState.ts";
import { Account } from "./account.ts";

const resources = (cpu: number, memory: number, ports: string[] = []) => [
  { name: "CPU", type: "INTEGER", integerValue: cpu },
  { name: "MEMORY", type: "INTEGER", integerValue: memory },
  { name: "PORTS", type: "STRINGSET", stringSetValue: ["22", ...ports] },
];

const document = (digit: string) => JSON.stringify({ instanceId: `i-${digit.repeat(17)}` });

/** A cluster `c` with this many instances, and a definition `f` that needs 64 CPU units and 128 MiB. */
function furnished(instances: number, totalResources = resources(1024, 256)): { account: Account; arns: string[] } {
  const account = new Account();
  account.call("CreateCluster", { clusterName: "c" });
  account.call("RegisterTaskDefinition", {
    family: "f",
    containerDefinitions: [{ name: "app", image: "nginx", cpu: 64, memory: 128 }],
  });
  account.call("RegisterTaskDefinition", {
    family: "p",
    containerDefinitions: [
      { name: "app", image: "nginx", memory: 64, portMappings: [{ containerPort: 80, hostPort: 8080 }] },
    ],
  });
  const arns = Array.from({ length: instances }, (_, index) => register(account, String(index), { totalResources }));
  return { account, arns };
}

const register = (account: Account, digit: string, more: object): string =>
  String(
    account.ask(
      "RegisterContainerInstance",
      { cluster: "c", instanceIdentityDocument: document(digit), ...more },
      "containerInstance.containerInstanceArn",
    ),
  );

const run = { cluster: "c", taskDefinition: "f" };

/** How many tasks each legal outcome starts; `refused` rules by their name. */
const placed = (account: Account, input: object, operation: "RunTask" | "StartTask" = "RunTask") =>
  account.foresee(operation, input as never).map(({ result }) => {
    if (result.kind === "refused") return result.rule;
    const { tasks } = result.output as { tasks: Expected };
    return isMark(tasks) && tasks.$ === "unordered" ? tasks.items.length : 0;
  });

const reasons = (output: Expected): string => JSON.stringify((output as { failures: Expected }).failures);

describe("registration", () => {
  test("shows the resources and the tags of the instance (CI2, T8)", () => {
    const account = new Account();
    account.call("CreateCluster", { clusterName: "c" });
    const output = account.call("RegisterContainerInstance", {
      cluster: "c",
      instanceIdentityDocument: document("a"),
      totalResources: resources(512, 256),
      tags: [{ key: "k", value: "v" }],
      attributes: [{ name: "stack", value: "a" }],
    });
    expect(lookup(output, "containerInstance.ec2InstanceId")).toBe(`i-${"a".repeat(17)}`);
    expect(lookup(output, "containerInstance.registeredResources.1.integerValue")).toBe(256);
    expect(lookup(output, "containerInstance.tags.0.value")).toBe("v");
    expect(lookup(output, "containerInstance.attributes.0.name")).toBe("stack");
  });

  test("of a deregistered instance is refused (CI1)", () => {
    const { account, arns } = furnished(1);
    const again = { cluster: "c", containerInstanceArn: arns[0], instanceIdentityDocument: document("0") };
    expect(account.answers("RegisterContainerInstance", again)).toEqual(["accepted"]);
    account.call("DeregisterContainerInstance", { cluster: "c", containerInstance: arns[0] });
    expect(account.answers("RegisterContainerInstance", again)).toEqual(["CI1"]);
  });

  test("in a cluster that does not exist is refused (CL13)", () => {
    expect(new Account().answers("RegisterContainerInstance", { instanceIdentityDocument: "{}" })).toEqual(["CL13"]);
  });
});

describe("RunTask on instances", () => {
  test("is refused when there are no instances (TK7)", () => {
    expect(placed(furnished(0).account, run)).toEqual(["TK7"]);
  });

  test("starts the tasks that fit and names the instances without resources (TK7)", () => {
    const { account, arns } = furnished(2);
    expect(placed(account, { ...run, count: 4 })).toEqual([4]);
    expect(placed(account, { ...run, count: 6 }).sort()).toEqual([0, 4]);
    const output = account.call("RunTask", { ...run, count: 6 });
    expect(reasons(output)).toContain("RESOURCE:MEMORY");
    expect(reasons(output)).not.toContain("RESOURCE:CPU");
    expect(reasons(output)).toContain(arns[1]);
  });

  test("lets the server choose the instance, and keeps its choice", () => {
    const { account, arns } = furnished(2, resources(64, 4096));
    const output = account.call("RunTask", run);
    const task = (output as { tasks: { items: Expected[] } }).tasks.items[0];
    expect(JSON.stringify(task)).toContain(arns[0]);
    expect(JSON.stringify(task)).toContain(arns[1]);
    const id = String(lookup(output, "tasks.0.taskArn"));
    account.state = observe(account.state, {
      operation: "RunTask",
      input: {},
      output: { tasks: [{ taskArn: id, lastStatus: "RUNNING", containerInstanceArn: String(arns[1]) }] },
      rest: false,
      placeholderOf: (_, value) => value,
    });
    const start = (at: number) =>
      placed(account, { cluster: "c", containerInstances: [arns[at]], taskDefinition: "f" }, "StartTask");
    expect(start(1)).toEqual([0]);
    expect(start(0)).toEqual([1]);
    expect(account.answers("DeregisterContainerInstance", { cluster: "c", containerInstance: arns[1] })).toEqual([
      "CI4",
    ]);
    expect(account.answers("DeregisterContainerInstance", { cluster: "c", containerInstance: arns[0] })).toEqual([
      "accepted",
    ]);
  });

  test("gives a port of the host to only one task (RESOURCE:PORTS)", () => {
    const { account } = furnished(1, resources(1024, 1024));
    expect(placed(account, { ...run, taskDefinition: "p", count: 2 })).toEqual([1, 0]);
    account.call("RunTask", { ...run, taskDefinition: "p" });
    account.state = quiesce(account.state);
    const output = account.call("RunTask", { ...run, taskDefinition: "p" });
    expect(reasons(output)).toContain("RESOURCE:PORTS");
    expect(placed(furnished(1, resources(1024, 1024, ["8080"])).account, { ...run, taskDefinition: "p" })).toEqual([0]);
  });

  test("leaves open whether a stopping task still holds its resources", () => {
    const { account } = furnished(1, resources(64, 128));
    const task = account.ask("RunTask", run, "tasks.0.taskArn") as string;
    expect(placed(account, run)).toEqual([0]);
    account.call("StopTask", { cluster: "c", task });
    expect(placed(account, run)).toEqual([1, 0]);
    account.state = quiesce(account.state);
    expect(placed(account, run)).toEqual([1]);
  });

  test("respects constraints as far as attributes are known", () => {
    const { account } = furnished(0);
    register(account, "a", { totalResources: resources(512, 512), attributes: [{ name: "stack", value: "a" }] });
    const member = (expression: string) => ({ ...run, placementConstraints: [{ type: "memberOf", expression }] });
    expect(placed(account, member("attribute:stack == a"))).toEqual([1]);
    expect(placed(account, member("attribute:stack == b"))).toEqual([0]);
    expect(placed(account, member("attribute:ecs.os-type == linux")).sort()).toEqual([0, 1]);
    expect(placed(account, { ...run, count: 2, placementConstraints: [{ type: "distinctInstance" }] })).toEqual([1, 0]);
  });

  test("places no task on an instance that is drained (CI3)", () => {
    const { account, arns } = furnished(1);
    account.call("UpdateContainerInstancesState", {
      cluster: "c",
      containerInstances: [String(arns[0])],
      status: "DRAINING",
    });
    expect(placed(account, run).sort()).toEqual([0, "TK7"]);
  });
});

describe("StartTask", () => {
  const unknown = "0123456789abcdef0123456789abcdef";
  const start = { cluster: "c", taskDefinition: "f" };
  test("fails for an instance that does not exist, or no longer (TK8)", () => {
    const { account, arns } = furnished(1);
    expect(reasons(account.call("StartTask", { ...start, containerInstances: [unknown] }))).toContain("MISSING");
    account.call("DeregisterContainerInstance", { cluster: "c", containerInstance: arns[0] });
    expect(reasons(account.call("StartTask", { ...start, containerInstances: arns }))).toContain("INACTIVE");
  });

  test.each([
    ["TK1s", { ...start, containerInstances: [] }],
    ["TK1s", { ...start, containerInstances: Array(11).fill(unknown) }],
    ["TD31", { ...start, containerInstances: [unknown], taskDefinition: "ghost" }],
    ["TK6", { ...start, containerInstances: [unknown], overrides: { containerOverrides: [{ name: "nobody" }] } }],
    ["RQ1", { cluster: "c", taskDefinition: "f" }],
  ])("is refused by %s", (rule, input) => {
    expect(furnished(1).account.answers("StartTask", input as never)).toEqual([rule]);
  });
});

describe("an instance", () => {
  test("prevents the deletion of its cluster until it is deregistered (CL16)", () => {
    const { account, arns } = furnished(1);
    expect(account.answers("DeleteCluster", { cluster: "c" })).toEqual(["CL16"]);
    account.call("DeregisterContainerInstance", { cluster: "c", containerInstance: arns[0], force: true });
    expect(account.answers("DeleteCluster", { cluster: "c" })).toEqual(["accepted"]);
  });

  test("with tasks is deregistered only by force, and the tasks are no longer tracked (CI4)", () => {
    const { account, arns } = furnished(1);
    account.call("RunTask", run);
    expect(account.answers("DeregisterContainerInstance", { cluster: "c", containerInstance: arns[0] }).sort()).toEqual(
      ["CI4", "accepted"],
    );
    account.state = quiesce(account.state);
    expect(account.answers("DeregisterContainerInstance", { cluster: "c", containerInstance: arns[0] })).toEqual([
      "CI4",
    ]);
    account.call("DeregisterContainerInstance", { cluster: "c", containerInstance: arns[0], force: true });
    const rest = JSON.stringify(account.call("ListTasks", { cluster: "c" }));
    expect(rest).toContain('"items":[]');
  });

  test("is listed until it is INACTIVE, and by its status (CI6)", () => {
    const { account, arns } = furnished(2);
    const list = (input: object) =>
      account.ask("ListContainerInstances", { cluster: "c", ...input }, "containerInstanceArns.0");
    account.call("UpdateContainerInstancesState", {
      cluster: "c",
      containerInstances: [String(arns[0])],
      status: "DRAINING",
    });
    expect(list({ status: "DRAINING" })).toBe(arns[0]);
    expect(list({ status: "ACTIVE" })).toBe(arns[1]);
    account.call("DeregisterContainerInstance", { cluster: "c", containerInstance: arns[0] });
    expect(list({ status: "DRAINING" })).toBeUndefined();
    expect(list({})).toBe(arns[1]);
    expect(account.answers("ListContainerInstances", { cluster: "c", filter: "==" })).toEqual(["CI6f"]);
  });

  test("has tags (T3)", () => {
    const { account, arns } = furnished(1);
    const resourceArn = String(arns[0]);
    account.call("TagResource", { resourceArn, tags: [{ key: "a", value: "1" }] });
    expect(account.ask("ListTagsForResource", { resourceArn }, "tags.0.key")).toBe("a");
    const shown = account.call("DescribeContainerInstances", {
      cluster: "c",
      containerInstances: arns,
      include: ["TAGS"],
    });
    expect(lookup(shown, "containerInstances.0.tags.0.value")).toBe("1");
  });

  test.each([
    ["CI3", "UpdateContainerInstancesState", { cluster: "c", containerInstances: ["x"], status: "INACTIVE" }],
    ["CI5e", "UpdateContainerInstancesState", { cluster: "c", containerInstances: [], status: "ACTIVE" }],
    ["CI5e", "DescribeContainerInstances", { cluster: "c", containerInstances: [] }],
    ["G1", "DescribeContainerInstances", { cluster: "c", containerInstances: ["x"], include: ["ALL"] }],
    ["CI8", "DeregisterContainerInstance", { cluster: "c", containerInstance: "x" }],
    ["CI8", "UpdateContainerAgent", { cluster: "c", containerInstance: "x" }],
    ["CL13", "SubmitTaskStateChange", { cluster: "ghost" }],
    ["CL13", "SubmitContainerStateChange", { cluster: "ghost" }],
    ["CL13", "SubmitAttachmentStateChanges", { cluster: "ghost", attachments: [] }],
    ["RQ1", "SubmitAttachmentStateChanges", { cluster: "c" }],
  ] as const)("refuses by %s in %s", (rule, operation, input) => {
    expect(furnished(1).account.answers(operation, input as never)).toEqual([rule]);
  });
});

test("an agent has one update at a time, if its version is known (Appendix A)", () => {
  const { account, arns } = furnished(1);
  const agent = { cluster: "c", containerInstance: String(arns[0]) };
  expect(account.answers("UpdateContainerAgent", agent).sort()).toEqual(["RQ2", "RQ3"]);
  const known = register(account, "b", { versionInfo: { agentVersion: "1.86.0" } });
  account.call("UpdateContainerAgent", { cluster: "c", containerInstance: known });
  expect(account.answers("UpdateContainerAgent", { cluster: "c", containerInstance: known })).toContain("RQ4");
});
