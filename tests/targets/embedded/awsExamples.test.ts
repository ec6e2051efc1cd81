import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../model/language/json.ts";
import { operations } from "../../../targets/embedded/operations/registry.ts";
import { SimulatorOfExamples } from "../../../tools/awsExamples/bySimulator.ts";
import { examplesOf, shownOperations } from "../../../tools/awsExamples/example.ts";
import { verdictOf } from "../../../tools/awsExamples/verdict.ts";

let simulator: SimulatorOfExamples;

beforeAll(async () => {
  simulator = await SimulatorOfExamples.start();
});

afterAll(() => simulator.close());

const shown = shownOperations.map(({ operation }) => operation).filter((name) => Object.hasOwn(operations, name));

/** What a recorded answer of ECS outranks: a new deployment begins at 0 tasks, whatever the service wants (row SV25). */
const outranked: Record<string, readonly string[]> = {
  "to-create-a-new-service-1472512584282": ["service.deployments[].desiredCount: expected 10, actual 0"],
  "to-describe-a-service-1472513256350": ["services[].deployments[].desiredCount: expected 1, actual 0"],
};

describe.each(shown)("the simulator answers what AWS shows of %s", (operation) => {
  it.each(examplesOf(operation))("$id", async (example) => {
    const verdict = await verdictOf(simulator, operation, example);
    expect(verdict.kind === "differs" ? verdict.how : []).toEqual(outranked[example.id] ?? []);
  });
});

describe("the judge of examples can say no", () => {
  const [example] = examplesOf("CreateService");
  if (example === undefined) throw new Error("there is an example");
  const shown = example.output.service as JsonObject;

  it.each<[string, JsonObject]>([
    ["another number", { ...shown, desiredCount: 9 }],
    ["another ARN", { ...shown, clusterArn: "arn:aws:ecs:«region»:«account»:cluster/another" }],
    ["a member that is not there", { ...shown, roleArn: "arn:aws:iam::«account»:role/ecsServiceRole" }],
    ["an item too many", { ...shown, events: [{ message: "nothing happened" }] }],
  ])("to %s", async (_, service) => {
    const changed = { ...example, output: { service } };
    expect(await verdictOf(simulator, "CreateService", changed)).toHaveProperty("how");
  });
});
