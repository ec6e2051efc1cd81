import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { operationNames } from "../../clients/schemas.ts";
import { type Expected, maybe, view } from "../../model/language/expectation.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { acceptedDrift, driftOf, driftText } from "../../tools/drift.ts";
import { knownMembers } from "../../tools/knownMembers.ts";
import { unknownShapes } from "../../tools/unknownShapes.ts";

/** Playing the plans takes seconds, and every test uses the same. */
const known = knownMembers();

test("nothing of the installed SDK's API is unknown without a reason: npm run drift lists it", () => {
  expect(driftOf(unknownShapes(operationNames(), known), acceptedDrift())).toEqual({ drifted: [], stale: [] });
});

test("what is new in the API drifts, what is used by now is stale", () => {
  const accepted = { "no row describes them": ["CreateDaemon", "Task.connectivity"] };
  const drift = driftOf(["CreateDaemon", "CreateWidget", "RunTaskRequest.widgets"], accepted);
  expect(drift).toEqual({ drifted: ["CreateWidget", "RunTaskRequest.widgets"], stale: ["Task.connectivity"] });
  expect(driftText(accepted, drift).split("\n")).toEqual([
    "2 accepted: no row describes them",
    "new in the API: CreateWidget: model it, or give a reason in docs/records/drift.json",
    "new in the API: RunTaskRequest.widgets: model it, or give a reason in docs/records/drift.json",
    "no longer unknown: Task.connectivity: take it out of docs/records/drift.json",
    "2 drifted, 1 stale",
  ]);
});

test("operations and members are unknown where no command draws, no step reads and no expectation names them", () => {
  const unknown = unknownShapes(["CreateService", "DescribeTasks", "CreateDaemon"], known);
  expect(unknown).toContain("CreateDaemon");
  expect(unknown).toContain("CreateServiceRequest.vpcLatticeConfigurations");
  expect(unknown).toContain("Task.connectivity");
  expect(unknown).not.toContain("CreateServiceRequest.desiredCount");
  expect(unknown).not.toContain("Task.lastStatus");
  // Members inside an unknown member are not named in addition.
  expect(unknown.filter((name) => name.startsWith("VpcLattice"))).toEqual([]);
});

test("a word of the source makes no member known", () => {
  const words = (file: string) => readFileSync(join(import.meta.dirname, "../..", file), "utf8").match(/\w+/g);
  const [step] = globSync("model/**/UpdateService.ts", { cwd: join(import.meta.dirname, "../..") });
  expect(words(step ?? "")).toContain("strategy");
  for (const member of [
    "DeploymentConfiguration.strategy",
    "CreateServiceRequest.vpcLatticeConfigurations",
    "CreateTaskSetRequest.serviceRegistries",
    "LoadBalancer.advancedConfiguration",
  ])
    expect([...known]).not.toContain(member);
});

test("a member is known that an input has, that a step reads, or that an expectation names", () => {
  const played = [
    {
      operation: "UpdateService",
      input: { service: "s", deploymentConfiguration: { maximumPercent: 200 }, unheardOf: 1 },
      expected: (input: JsonObject): Expected[] => {
        const message = `${(input.deploymentConfiguration as JsonObject).bakeTimeInMinutes} ${input.desiredCount}`;
        return [{ service: view("service", "c/s", { events: maybe([{ message }]) }) }];
      },
    },
  ] as const;
  expect([...knownMembers(played)].sort()).toEqual([
    "DeploymentConfiguration.bakeTimeInMinutes",
    "DeploymentConfiguration.maximumPercent",
    "Service.events",
    "ServiceEvent.message",
    "UpdateServiceRequest.deploymentConfiguration",
    "UpdateServiceRequest.desiredCount",
    "UpdateServiceRequest.service",
    "UpdateServiceResponse.service",
  ]);
});
