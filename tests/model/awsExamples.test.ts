import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../model/language/json.ts";
import { operations } from "../../model/registry.ts";
import { model } from "../../tools/awsExamples/byModel.ts";
import { examplesOf, shownOperations } from "../../tools/awsExamples/example.ts";
import { verdictOf } from "../../tools/awsExamples/verdict.ts";

const shown = shownOperations.map(({ operation }) => operation).filter((operation) => operation in operations);

describe.each(shown.sort())("the model accepts what AWS shows of %s", (operation) => {
  it.each(examplesOf(operation))("$id", async (example) => {
    expect(await verdictOf(model, operation, example)).not.toHaveProperty("how");
  });
});

describe("the judge of examples can reject one", () => {
  const [example] = examplesOf("DescribeTaskDefinition");
  if (example === undefined) throw new Error("there is an example");
  const shown = example.output.taskDefinition as JsonObject;

  it.each<[string, JsonObject]>([
    ["another revision", { ...shown, revision: 7 }],
    [
      "another ARN",
      { ...shown, taskDefinitionArn: "arn:aws:ecs:us-east-1:111122223333:task-definition/hello_world:7" },
    ],
    ["a container too few", { ...shown, containerDefinitions: (shown.containerDefinitions as []).slice(1) }],
  ])("with %s", async (_, taskDefinition) => {
    const changed = { ...example, output: { taskDefinition } };
    expect(await verdictOf(model, "DescribeTaskDefinition", changed)).toHaveProperty("how");
  });
});
