import { beforeEach, describe, expect, test } from "vitest";
import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { get } from "../../model/language/persistentMap.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import type { Operation } from "../../model/registry.ts";
import { observe } from "../../model/time/observe.ts";
import type { Account } from "./account.ts";
import { service, sleep, withDefinition } from "./serviceAccount.ts";

const root = "arn:aws:ecs:us-east-1:111122223333:";
const home = { cluster: "c", service: "s" };
const ids = ["AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBB"] as const;

const deploymentArn = (index: 0 | 1) => `${root}service-deployment/c/s/${ids[index]}`;
const revisionArn = (index: 0 | 1) => `${root}service-revision/c/s/${String(index + 1).repeat(19)}`;

/** A deployment as ListServiceDeployments shows it. */
const brief = (index: 0 | 1, status: string) => ({
  serviceDeploymentArn: deploymentArn(index),
  serviceArn: `${root}service/c/s`,
  clusterArn: `${root}cluster/c`,
  createdAt: 1_700_000_000 + index,
  targetServiceRevisionArn: revisionArn(index),
  status,
});

let account: Account;
let bindings: Bindings;

beforeEach(() => {
  account = withDefinition(sleep, sleep);
  bindings = new Bindings(placeholderKinds);
  account.call("CreateService", { ...service, desiredCount: 1 });
});

/** The input as the model receives it: with placeholders for the server's region and account. */
const here = (input: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(input).replaceAll(root, "arn:aws:ecs:«region»:«account»:"));

/** Compares a reply with what the model expects, and lets the model learn from it; returns the paths that differ. */
function see(operation: Operation, input: JsonObject, output: JsonObject, rest = false): string[] {
  const [first] = account.foresee(operation, here(input) as never, rest);
  if (first?.result.kind !== "accepted") return [`refused by ${first?.result.rule}`];
  const found = compare(first.result.output, output, bindings).map(({ path }) => path);
  const placeholderOf = (kind: string, value: string) => bindings.placeholderOf(kind, value);
  account.state = observe(account.state, { operation, input, output, rest, placeholderOf });
  return found;
}

const list = (...shown: JsonObject[]) => see("ListServiceDeployments", home, { serviceDeployments: shown });
const listAtRest = (...shown: JsonObject[]) => see("ListServiceDeployments", home, { serviceDeployments: shown }, true);
const history = () => {
  const cluster = get(account.state.clusters, "c");
  return (cluster && get(cluster.services, "s"))?.history ?? [];
};

describe("the history of a service", () => {
  test("contains each new deployment, and none for a new count (SD1)", () => {
    account.call("UpdateService", { ...home, desiredCount: 2 });
    expect(history()).toHaveLength(1);
    account.call("UpdateService", { ...home, forceNewDeployment: true });
    account.call("UpdateService", { ...home, taskDefinition: "f:2" });
    expect(history().map(({ taskDefinition }) => taskDefinition)).toEqual(["f:1", "f:1", "f:2"]);
  });

  test("remembers the ids that replies show, and reports them when they are absent", () => {
    expect(list(brief(0, "PENDING"))).toEqual([]);
    expect(history()[0]).toMatchObject({ id: ids[0], revision: "1".repeat(19), status: "PENDING", named: true });
    account.call("UpdateService", { ...home, taskDefinition: "f:2" });
    expect(list(brief(1, "IN_PROGRESS"), brief(0, "SUCCESSFUL"))).toEqual([]);
    expect(list(brief(1, "IN_PROGRESS"))).toEqual(["serviceDeployments[]"]);
    expect(
      list(brief(1, "IN_PROGRESS"), { ...brief(0, "SUCCESSFUL"), targetServiceRevisionArn: revisionArn(1) }),
    ).toEqual(["serviceDeployments[].targetServiceRevisionArn"]);
  });

  test("goes forward and ends for good (SD2)", () => {
    expect(list(brief(0, "IN_PROGRESS"))).toEqual([]);
    expect(list(brief(0, "PENDING"))).toEqual(["serviceDeployments[].status"]);
    expect(list(brief(0, "SUCCESSFUL"))).toEqual([]);
    expect(list(brief(0, "STOPPED"))).toEqual(["serviceDeployments[].status"]);
  });

  test("is SUCCESSFUL at rest", () => {
    expect(listAtRest(brief(0, "IN_PROGRESS"))).toEqual(["serviceDeployments[].status"]);
    expect(listAtRest(brief(0, "SUCCESSFUL"))).toEqual([]);
  });

  test("leaves open which is which while several have no id yet", () => {
    account.call("UpdateService", { ...home, taskDefinition: "f:2" });
    expect(list(brief(0, "STOPPED"))).toEqual([]);
    expect(history().filter(({ named }) => named)).toEqual([]);
  });

  test("shows those that pass the filters (SD3)", () => {
    list(brief(0, "SUCCESSFUL"));
    const filtered = (more: JsonObject, ...shown: JsonObject[]) =>
      see("ListServiceDeployments", { ...home, ...more }, { serviceDeployments: shown });
    expect(filtered({ status: ["STOPPED"] })).toEqual([]);
    expect(filtered({ status: ["SUCCESSFUL"] })).toEqual(["serviceDeployments[]"]);
    expect(filtered({ createdAt: { after: 1 } })).toEqual(["serviceDeployments[]"]);
    expect(filtered({ createdAt: { before: 1 } })).toEqual([]);
    expect(filtered({ createdAt: { before: 1 } }, brief(0, "SUCCESSFUL"))).toEqual(["serviceDeployments[]"]);
  });

  test("is described by ARN, and an unknown one is a failure (SD4)", () => {
    list(brief(0, "SUCCESSFUL"));
    const { targetServiceRevisionArn: arn, ...rest } = brief(0, "SUCCESSFUL");
    const ghost = deploymentArn(1);
    const input = { serviceDeploymentArns: [deploymentArn(0), ghost] };
    const full = { ...rest, targetServiceRevision: { arn } };
    const missing = [{ arn: ghost, reason: "MISSING" }];
    expect(see("DescribeServiceDeployments", input, { serviceDeployments: [full], failures: missing })).toEqual([]);
    expect(see("DescribeServiceDeployments", input, { serviceDeployments: [full], failures: [] })).toEqual([
      "failures[]",
    ]);
  });

  test("has revisions, with the definition for which they were created (SD1)", () => {
    list(brief(0, "SUCCESSFUL"));
    const revision = (taskDefinition: string) => ({
      serviceRevisions: [
        {
          serviceRevisionArn: revisionArn(0),
          serviceArn: `${root}service/c/s`,
          clusterArn: `${root}cluster/c`,
          taskDefinition: `${root}task-definition/${taskDefinition}`,
          createdAt: 1_700_000_000,
          launchType: "FARGATE",
        },
      ],
      failures: [],
    });
    account.call("UpdateService", { ...home, taskDefinition: "f:2" });
    const input = { serviceRevisionArns: [revisionArn(0)] };
    expect(see("DescribeServiceRevisions", input, revision("f:1"))).toEqual([]);
    expect(see("DescribeServiceRevisions", input, revision("f:2"))).toEqual(["serviceRevisions[].taskDefinition"]);
  });
});

describe("stopping a deployment", () => {
  test("may come too late; it is refused for one that was observed to have ended (SD5)", () => {
    list(brief(0, "IN_PROGRESS"));
    const input = here({ serviceDeploymentArn: deploymentArn(0) }) as never;
    expect(account.answers("StopServiceDeployment", input).sort()).toEqual(["SD5", "accepted"]);
    list(brief(0, "SUCCESSFUL"));
    expect(account.answers("StopServiceDeployment", input)).toEqual(["SD5"]);
  });

  test("makes the running definition unknown until the next update", () => {
    list(brief(0, "IN_PROGRESS"));
    account.call("StopServiceDeployment", here({ serviceDeploymentArn: deploymentArn(0) }) as never);
    expect(list(brief(0, "ROLLBACK_IN_PROGRESS"))).toEqual([]);
    const service = () => get(get(account.state.clusters, "c")?.services ?? {}, "s");
    expect(service()).toMatchObject({ knowledge: { rolloutStopped: true, tasksExit: true } });
    account.call("UpdateService", { ...home, forceNewDeployment: true });
    expect(service()).toMatchObject({ knowledge: { rolloutStopped: true, tasksExit: true } });
    account.call("UpdateService", { ...home, taskDefinition: "f:1" });
    expect(service()).toMatchObject({ knowledge: { rolloutStopped: true, tasksExit: true } });
    account.call("UpdateService", { ...home, taskDefinition: "f:2" });
    expect(service()).toMatchObject({ knowledge: { rolloutStopped: false, tasksExit: false } });
  });

  test.each([
    ["StopServiceDeployment", "SD5n", { serviceDeploymentArn: deploymentArn(1) }],
    ["StopServiceDeployment", "SD5i", { serviceDeploymentArn: "no-arn" }],
    ["StopServiceDeployment", "G1", { serviceDeploymentArn: deploymentArn(1), stopType: "GENTLY" }],
    ["ContinueServiceDeployment", "SD5n", { serviceDeploymentArn: deploymentArn(1), hookId: "h" }],
    ["ContinueServiceDeployment", "SD6", { serviceDeploymentArn: deploymentArn(0), hookId: "h" }],
    ["ContinueServiceDeployment", "G1", { serviceDeploymentArn: deploymentArn(0), hookId: "h", action: "PAUSE" }],
    ["ListServiceDeployments", "LI1", { ...home, maxResults: 101 }],
    ["ListServiceDeployments", "G1", { ...home, status: ["DONE"] }],
    ["ListServiceDeployments", "SV20", { ...home, service: "ghost" }],
    ["DescribeServiceDeployments", "SD4e", { serviceDeploymentArns: [] }],
    ["DescribeServiceRevisions", "SD4e", { serviceRevisionArns: [] }],
    ["ListServicesByNamespace", "SV36", { namespace: "«none»ghost" }],
  ] as const)("%s is refused by %s", (operation, rule, input) => {
    list(brief(0, "IN_PROGRESS"));
    expect(account.answers(operation, here(input as never) as never)).toEqual([rule]);
  });

  test("ListServicesByNamespace may list the services of a namespace that is not the run's (SV36a)", () => {
    expect(account.answers("ListServicesByNamespace", { namespace: "ghost" })).toEqual(["SV36", "accepted"]);
  });

  test("ListServicesByNamespace lists the services of a namespace that a cluster was given (CL26, SV36a)", () => {
    const namespace = "«none»given";
    account.call("CreateCluster", { clusterName: "d", serviceConnectDefaults: { namespace } });
    expect(account.answers("ListServicesByNamespace", { namespace })).toEqual(["accepted"]);
    expect(account.answers("ListServicesByNamespace", { namespace, maxResults: 0 })).toEqual(["LI1"]);
    account.call("UpdateCluster", { cluster: "c", serviceConnectDefaults: { namespace: "«none»later" } });
    expect(account.answers("ListServicesByNamespace", { namespace: "«none»later" })).toEqual(["accepted"]);
  });

  test.each([
    ["another region", `${root.replace("us-east-1", "us-west-2")}service-revision/c/s/1`],
    ["another account", `${root.replace(/\d{12}/, "999000999000")}service-revision/c/s/1`],
    ["no number", `${root}service-revision/c/s/one`],
  ])("a revision's ARN with %s may be refused (SD4i)", (_, arn) => {
    const answers = account.answers("DescribeServiceRevisions", here({ serviceRevisionArns: [arn] }));
    expect(answers).toEqual(["accepted", "SD4i"]);
  });

  test("revisions of two unknown services are refused for either fault (SD15, SD4i)", () => {
    const arns = ["s1", "s2"].map((name) => `${root}service-revision/ghost/${name}/${"1".repeat(19)}`);
    const answers = account.answers("DescribeServiceRevisions", here({ serviceRevisionArns: arns }));
    expect(answers.sort()).toEqual(["SD15", "SD4i"]);
  });
});
