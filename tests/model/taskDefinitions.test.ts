import { describe, expect, it } from "vitest";
import { arn } from "../../model/language/arn.ts";
import { unordered } from "../../model/language/expectation.ts";
import type { Input } from "../../model/language/operation.ts";
import { type RuleId, refusalText, rules } from "../../model/language/rules.ts";
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
const check = { command: ["CMD-SHELL", "exit 0"] };

describe("RegisterTaskDefinition", () => {
  it.each<[string, RuleId, Definition]>([
    ["no family", "RQ1", { containerDefinitions: [app] }],
    ["a blank family", "TE4", { ...sound, family: "" }],
    ["a family with other characters", "TE3r", { ...sound, family: "a b" }],
    ["a family that is too long", "TE3f", { ...sound, family: "f".repeat(256) }],
    ["no containers", "TE1", { ...sound, containerDefinitions: [] }],
    ["a container without a name", "TE2n", with1({ name: undefined })],
    ["a container without an image", "TE2", with1({ image: undefined })],
    ["a container with other characters", "TE3", with1({ name: "a.b" })],
    ["no memory anywhere", "TE5", with1({ memory: undefined })],
    ["no essential container", "TE6", with1({ essential: false })],
    ["Fargate with bridge", "TE8", { ...fargate, networkMode: "bridge" }],
    ["Fargate without cpu", "TE9", { ...fargate, cpu: undefined }],
    ["Fargate without memory", "TE9", { ...fargate, memory: undefined }],
    ["a cpu that is none", "TE10", { ...sound, cpu: "1 GB" }],
    ["a cpu that is too small", "TD10", { ...sound, cpu: "100" }],
    [
      "waiting for an essential container's end",
      "TE11",
      {
        ...sound,
        containerDefinitions: [app, { ...app, name: "b", dependsOn: [{ containerName: "app", condition: "SUCCESS" }] }],
      },
    ],
    ["Fargate with the host's processes", "TE12", { ...fargate, pidMode: "host" }],
    ["Fargate with shared memory", "TE12", { ...fargate, ipcMode: "task" }],
    [
      "awsvpc that moves a port",
      "TE13",
      { ...fargate, containerDefinitions: [{ ...app, portMappings: [{ containerPort: 80, hostPort: 81 }] }] },
    ],
    ["a role that is no ARN", "TE15", { ...sound, taskRoleArn: "arn:nothing" }],
    ["an interval of 4 s", "TD11", with1({ healthCheck: { ...check, interval: 4 } })],
    ["a timeout of 61 s", "TD11", with1({ healthCheck: { ...check, timeout: 61 } })],
    ["11 retries", "TD11", with1({ healthCheck: { ...check, retries: 11 } })],
    ["201 GiB", "TD11", { ...fargate, ephemeralStorage: { sizeInGiB: 201 } }],
    ["an unknown network mode", "TEe", { ...sound, networkMode: "pigeon" as never }],
    ["an unknown launch type", "TEe", { ...sound, requiresCompatibilities: ["LAMBDA" as never] }],
    ["an unknown protocol", "TEe", with1({ portMappings: [{ containerPort: 1, protocol: "sctp" }] })],
    ["a reserved tag", "T1", { ...sound, tags: [{ key: "aws:x", value: "" }] }],
  ])("refuses %s by %s", (_, rule, input) => {
    const account = new Account();
    expect(account.answers("RegisterTaskDefinition", input)).toEqual([rule]);
    expect(account.state.families).toEqual({});
  });

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
    ["a cluster's ARN", arn("cluster", "c"), ["G7"]],
  ])("returns for %s", (_, taskDefinition, answers) => {
    expect(furnished().answers("DescribeTaskDefinition", { taskDefinition })).toEqual(answers);
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
    ["f:1", ["accepted", "TD24"]],
    ["f", ["TD23"]],
    ["f:x", ["TD23"]],
    ["ghost:1", ["TD23"]],
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
      failures: { items: [{ arn: "f:2" }, { arn: "ghost:1" }, { arn: "f" }], others: { optional: [{ arn: "f:4" }] } },
    });
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
