import { describe, expect, it } from "vitest";
import { arn } from "../../model/language/arn.ts";
import { absent, time, unordered } from "../../model/language/expectation.ts";
import type { Input } from "../../model/language/operation.ts";
import { refusalText, rules } from "../../model/language/rules.ts";
import { Account } from "./account.ts";

type Definition = Input<"RegisterTaskDefinition">;

const app = { name: "app", image: "nginx", memory: 64 };
const sound: Definition = { family: "f", containerDefinitions: [app] };
const fargate: Definition = {
  ...sound,
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "256",
  memory: "512",
};
const with1 = (change: object): Definition => ({ ...sound, containerDefinitions: [{ ...app, ...change }] });
const revisionOf = (output: unknown): Record<string, unknown> => {
  const { members = output } = output as { members?: unknown };
  return (members as { taskDefinition: { members: Record<string, unknown> } }).taskDefinition.members;
};
const check = { command: ["CMD-SHELL", "exit 0"] };

describe("RegisterTaskDefinition", () => {
  it.each([
    ["256", "4096"],
    ["1 vCPU", "1 GB"],
    ["300", "512"],
    ["8192", "17408"],
  ])("refuses Fargate's size %s with %s, in the current text or the older one", (cpu, memory) => {
    expect(new Account().answers("RegisterTaskDefinition", { ...fargate, cpu, memory })).toEqual(["TE7", "TE7o"]);
  });

  it.each([
    ["256", "512", "256", "512"],
    ["0.25 vCPU", "0.5 GB", "256", "512"],
    [".5 vcpu", "1GB", "512", "1024"],
    ["2 vCPU", "16GB", "2048", "16384"],
    ["16384", "122880", "16384", "122880"],
  ])("accepts Fargate's size %s with %s and returns it as %s and %s", (cpu, memory, units, mebibytes) => {
    const account = new Account();
    const output = { ...fargate, cpu, memory };
    expect(account.ask("RegisterTaskDefinition", output, "taskDefinition.cpu")).toBe(units);
    expect(account.ask("DescribeTaskDefinition", { taskDefinition: "f" }, "taskDefinition.memory")).toBe(mebibytes);
  });

  it.each<[string, Definition, string, string | number]>([
    ["cpu", sound, "cpu", 0],
    ["host port of bridge", with1({ portMappings: [{ containerPort: 80 }] }), "portMappings.0.hostPort", 0],
    ["protocol", with1({ portMappings: [{ containerPort: 80 }] }), "portMappings.0.protocol", "tcp"],
    [
      "host port of awsvpc",
      { ...with1({ portMappings: [{ containerPort: 80 }] }), networkMode: "awsvpc" },
      "portMappings.0.hostPort",
      80,
    ],
    ["interval", with1({ healthCheck: check }), "healthCheck.interval", 30],
    ["timeout", with1({ healthCheck: check }), "healthCheck.timeout", 5],
    ["retries", with1({ healthCheck: check }), "healthCheck.retries", 3],
  ])("fills in the %s", (_, input, path, value) => {
    const at = `taskDefinition.containerDefinitions.0.${path}`;
    expect(new Account().ask("RegisterTaskDefinition", input, at)).toBe(value);
  });

  it("numbers revisions consecutively, whatever happened to the earlier ones (TD2, TD3)", () => {
    const account = new Account();
    const revision = () => account.ask("RegisterTaskDefinition", sound, "taskDefinition.revision");
    expect([revision(), revision()]).toEqual([1, 2]);
    account.call("DeregisterTaskDefinition", { taskDefinition: "f:2" });
    account.call("DeleteTaskDefinitions", { taskDefinitions: ["f:2"] });
    expect(revision()).toBe(3);
    expect(account.ask("RegisterTaskDefinition", { ...sound, family: "F" }, "taskDefinition.revision")).toBe(1);
  });

  it("reports errors in AWS's words", () => {
    expect(refusalText("TE5", { container: "app" })).toBe(
      "Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be specified.",
    );
    expect(rules.TE1.errors).toEqual(["ClientException"]);
  });
});

describe("compatibilities", () => {
  const of = (definition: Definition) => {
    const { compatibilities } = revisionOf(new Account().call("RegisterTaskDefinition", definition));
    return compatibilities as { items: string[]; others?: { optional: string[] } };
  };
  const sizes = { networkMode: "awsvpc", cpu: "256", memory: "512" } as const;
  const windows = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } } as const;

  it.each<[string, Definition, string[], string[]]>([
    ["bridge", { ...sound, networkMode: "bridge" }, ["EC2", "EXTERNAL"], []],
    ["no mode", sound, ["EC2", "EXTERNAL"], []],
    [
      "a size for EC2 alone",
      { ...sound, requiresCompatibilities: ["EC2"], networkMode: "bridge", cpu: "256", memory: "512" },
      ["EC2", "EXTERNAL"],
      [],
    ],
    ["Fargate", fargate, ["EC2", "FARGATE", "MANAGED_INSTANCES"], []],
    ["what Fargate could run", { ...sound, ...sizes }, ["EC2", "FARGATE", "MANAGED_INSTANCES"], []],
    [
      "a stop timeout that Fargate does not support",
      { ...with1({ stopTimeout: 121 }), ...sizes },
      ["EC2", "MANAGED_INSTANCES"],
      [],
    ],
    ["Windows", { ...fargate, ...windows, cpu: "1024", memory: "2048" }, ["EC2", "FARGATE"], []],
    ["awsvpc without sizes", { ...sound, networkMode: "awsvpc" }, ["EC2"], ["MANAGED_INSTANCES"]],
    ["privileged", { ...with1({ privileged: true }), ...sizes }, ["EC2", "MANAGED_INSTANCES"], ["FARGATE"]],
    ["a volume", { ...sound, volumes: [{ name: "v" }] }, ["EC2"], ["EXTERNAL"]],
  ])("of %s (TD6)", (_, definition, sure, possible) => {
    const { items, others } = of(definition);
    expect([[...items].sort(), others?.optional]).toEqual([sure, possible]);
  });
});

describe("the description of a revision", () => {
  it("omits an absent network mode and absent tags (TD5, P8), and contains tags in every description (TD36)", () => {
    const account = new Account();
    const registered = account.call("RegisterTaskDefinition", sound);
    expect(revisionOf(registered).networkMode).toEqual(absent);
    expect(registered).toMatchObject({ members: { tags: absent } });
    account.call("RegisterTaskDefinition", { ...sound, networkMode: "bridge", tags: [{ key: "k", value: "v" }] });
    const described = account.call("DescribeTaskDefinition", { taskDefinition: "f" });
    expect(revisionOf(described).networkMode).toBe("bridge");
    expect(described).toMatchObject({ members: { tags: [] } });
    const tagged = account.call("DescribeTaskDefinition", { taskDefinition: "f", include: ["TAGS"] });
    expect(tagged).toMatchObject({ members: { tags: { items: [{ key: "k", value: "v" }] } } });
  });

  it("contains the time of deregistration in every reply except the first, and no time of deletion (TD22, TD24, TD27)", () => {
    const account = new Account();
    account.call("RegisterTaskDefinition", sound);
    const times = (output: unknown) => {
      const { deregisteredAt, deleteRequestedAt } = revisionOf(output);
      return [deregisteredAt, deleteRequestedAt];
    };
    const deregistered = time("«time:deregistered/f:1»");
    const deregister = () => account.call("DeregisterTaskDefinition", { taskDefinition: "f:1" });
    expect(times(deregister())).toEqual([absent, absent]);
    expect(times(deregister())).toEqual([deregistered, absent]);
    const deleted = account.call("DeleteTaskDefinitions", { taskDefinitions: ["f:1"] });
    const { items } = (deleted as unknown as { taskDefinitions: { items: unknown[] } }).taskDefinitions;
    expect(times({ taskDefinition: items[0] })).toEqual([deregistered, absent]);
  });
});

/** f:1 INACTIVE, f:2 and f:3 ACTIVE, f:4 being deleted; all of g deregistered. */
function furnished(): Account {
  const account = new Account();
  for (let index = 0; index < 4; index++) account.call("RegisterTaskDefinition", sound);
  account.call("RegisterTaskDefinition", { ...sound, family: "g" });
  for (const taskDefinition of ["f:1", "f:4", "g:1"]) account.call("DeregisterTaskDefinition", { taskDefinition });
  account.call("DeleteTaskDefinitions", { taskDefinitions: ["f:4"] });
  return account;
}

describe("DescribeTaskDefinition", () => {
  it.each([
    ["f", 3],
    ["f:1", 1],
    ["f:2", 2],
    [arn("task-definition", "f:3"), 3],
    ["f:4", 4],
    ["g:1", 1],
  ])("finds %s", (taskDefinition, revision) => {
    expect(furnished().ask("DescribeTaskDefinition", { taskDefinition }, "taskDefinition.revision")).toBe(revision);
  });

  it.each<[string, string | undefined, string[]]>([
    ["no identifier", undefined, ["RQ1"]],
    ["an unknown family", "ghost", ["TD20"]],
    ["a family without ACTIVE revisions", "g", ["TD20"]],
    ["an unknown revision", "f:9", ["TD20"]],
    ["a revision that may be gone", "f:4", ["accepted", "TD20"]],
    ["a revision that is no number", "f:bad", ["TD23d"]],
    ["a cluster's ARN", arn("cluster", "c"), ["G8"]],
    ["an ARN with too many parts", arn("task-definition", "f:1:2"), ["G7"]],
  ])("returns for %s", (_, taskDefinition, answers) => {
    expect(furnished().answers("DescribeTaskDefinition", { taskDefinition })).toEqual(answers);
  });

  it("checks include before it looks up the revision (G1)", () => {
    const include = ["BOGUS" as never];
    const [{ result } = {}] = new Account().foresee("DescribeTaskDefinition", { taskDefinition: "ghost", include });
    expect(result).toMatchObject({ rule: "G1d", words: { value: "BOGUS" } });
    expect(refusalText("G1d", { value: "BOGUS" })).toBe(
      "BOGUS is not a valid value for include. The value must be one of [[TAGS]]",
    );
  });

  it("keeps a deleted revision while a task needs it (TD27)", () => {
    const account = new Account();
    account.call("CreateCluster", { clusterName: "c" });
    account.call("RegisterTaskDefinition", fargate);
    account.call("RunTask", {
      cluster: "c",
      taskDefinition: "f",
      launchType: "FARGATE",
      networkConfiguration: { awsvpcConfiguration: { subnets: ["s"] } },
    });
    account.call("DeregisterTaskDefinition", { taskDefinition: "f:1" });
    account.call("DeleteTaskDefinitions", { taskDefinitions: ["f:1"] });
    expect(account.answers("DescribeTaskDefinition", { taskDefinition: "f:1" })).toEqual(["accepted"]);
  });
});

describe("DeregisterTaskDefinition", () => {
  it.each([
    ["f:2", ["accepted"]],
    ["f:1", ["accepted"]],
    ["f:4", ["TD24d", "TD23u"]],
    ["f", ["TD23m"]],
    ["f:x", ["TD23n"]],
    ["ghost:1", ["TD23u"]],
    ["a b:1", ["TE3f"]],
  ])("returns for %s", (taskDefinition, answers) => {
    expect(furnished().answers("DeregisterTaskDefinition", { taskDefinition })).toEqual(answers);
  });
});

describe("DeleteTaskDefinitions", () => {
  const hundred = Array.from({ length: 11 }, (_, index) => `f:${index + 1}`);

  it.each([
    ["nothing", []],
    ["more than ten", hundred],
  ])("refuses %s by TD25", (_, taskDefinitions) => {
    expect(furnished().answers("DeleteTaskDefinitions", { taskDefinitions })).toEqual(["TD25"]);
  });

  it("deletes INACTIVE revisions and fails for the rest, each by the name that was given", () => {
    const output = furnished().call("DeleteTaskDefinitions", {
      taskDefinitions: ["f:1", "f:2", "ghost:1", "f", "f:4"],
    });
    expect(output).toMatchObject({
      taskDefinitions: { items: [{ name: "f:1", members: { status: "DELETE_IN_PROGRESS" } }] },
      failures: {
        items: [
          { arn: "f:2", reason: expect.stringContaining("still in ACTIVE status") },
          { arn: "ghost:1", reason: expect.stringContaining("does not exist") },
          { arn: "f", reason: expect.stringContaining("identifier is invalid") },
        ],
        others: { optional: [{ arn: "f:4" }] },
      },
    });
  });

  it("deletes a revision again that a task still uses (TD28)", () => {
    const account = new Account();
    account.call("CreateCluster", { clusterName: "c" });
    account.call("RegisterTaskDefinition", fargate);
    const where = { networkConfiguration: { awsvpcConfiguration: { subnets: ["s"] } }, launchType: "FARGATE" as const };
    account.call("RunTask", { cluster: "c", taskDefinition: "f", ...where });
    account.call("DeregisterTaskDefinition", { taskDefinition: "f:1" });
    account.call("DeleteTaskDefinitions", { taskDefinitions: ["f:1"] });
    expect(account.call("DeleteTaskDefinitions", { taskDefinitions: ["f:1"] })).toMatchObject({
      taskDefinitions: { items: [{ name: "f:1" }] },
      failures: { items: [] },
    });
    expect(account.answers("DeregisterTaskDefinition", { taskDefinition: "f:1" })).toEqual(["TD24d"]);
    expect(account.answers("RunTask", { cluster: "c", taskDefinition: "f:1", ...where })).toEqual(["TD31p"]);
  });
});

describe("ListTaskDefinitions", () => {
  const shown = (...keys: string[]) => keys.map((key) => arn("task-definition", key));

  it.each<[string, Input<"ListTaskDefinitions">, unknown]>([
    ["ACTIVE ones", { familyPrefix: "f" }, shown("f:2", "f:3")],
    ["the newest first", { familyPrefix: "f", sort: "DESC" }, shown("f:3", "f:2")],
    ["INACTIVE ones", { familyPrefix: "f", status: "INACTIVE" }, shown("f:1")],
    [
      "what is being deleted",
      { familyPrefix: "f", status: "DELETE_IN_PROGRESS" },
      unordered([], undefined, { optional: shown("f:4") }),
    ],
    ["nothing of a mere prefix", { familyPrefix: "gh" }, []],
    ["nothing of another case", { familyPrefix: "F" }, []],
  ])("lists %s", (_, input, expected) => {
    expect(furnished().call("ListTaskDefinitions", input)).toEqual({ taskDefinitionArns: expected });
  });

  it.each<[string, Input<"ListTaskDefinitions">]>([
    ["LI1", { maxResults: 0 }],
    ["LI1", { maxResults: 101 }],
    ["LI2", { nextToken: "mine" }],
    ["G1", { status: "GONE" as never }],
    ["G1", { sort: "UP" as never }],
  ])("refuses by %s", (rule, input) => {
    expect(new Account().answers("ListTaskDefinitions", input)).toEqual([rule]);
  });
});

it.each(["ListTaskDefinitions", "ListTaskDefinitionFamilies"] as const)(
  "%s may accept or refuse a prefix that no family can have",
  (operation) => {
    expect(furnished().answers(operation, { familyPrefix: "f:1" })).toEqual(["accepted", "TE3f"]);
  },
);

describe("ListTaskDefinitionFamilies", () => {
  it.each<[Input<"ListTaskDefinitionFamilies">, string[]]>([
    [{ status: "ACTIVE" }, ["f"]],
    [{ status: "INACTIVE" }, ["g"]],
    [{ status: "ALL" }, ["f", "g"]],
    [{}, ["f", "g"]],
    [{ familyPrefix: "g" }, ["g"]],
    [{ familyPrefix: "x" }, []],
  ])("lists by %j", (input, families) => {
    const { families: listed } = furnished().call("ListTaskDefinitionFamilies", input) as never as {
      families: { items: string[] };
    };
    expect([...listed.items].sort()).toEqual(families);
  });
});
