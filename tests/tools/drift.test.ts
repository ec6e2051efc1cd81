import { expect, test } from "vitest";
import { acceptedDrift, driftOf, driftText } from "../../tools/drift.ts";
import { unknownShapes } from "../../tools/unknownShapes.ts";

test("nothing of the installed SDK's API is unknown without a reason: npm run drift lists it", () => {
  expect(driftOf(unknownShapes(), acceptedDrift())).toEqual({ drifted: [], stale: [] });
});

test("what is new in the API drifts, what is known by now is stale", () => {
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

test("operations and members are unknown where neither model nor commands speak of them", () => {
  const unknown = unknownShapes(["CreateService", "DescribeTasks", "CreateDaemon"]);
  expect(unknown).toContain("CreateDaemon");
  expect(unknown).toContain("CreateServiceRequest.vpcLatticeConfigurations");
  expect(unknown).toContain("Task.connectivity");
  expect(unknown).not.toContain("CreateServiceRequest.desiredCount");
  expect(unknown).not.toContain("Task.lastStatus");
  // What is inside of an unknown member is not named besides.
  expect(unknown.filter((name) => name.startsWith("VpcLattice"))).toEqual([]);
});
