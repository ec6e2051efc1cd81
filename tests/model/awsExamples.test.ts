import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../model/json.ts";
import type { Operation } from "../../model/operation.ts";
import { examplesOf, judgeExample } from "./awsExamples.ts";

/** Operations whose examples the model must accept; needs of the target are not the model's. */
const judged: readonly Operation[] = [
  "CreateCluster",
  "DescribeClusters",
  "ListClusters",
  "RegisterTaskDefinition",
  "DescribeTaskDefinition",
  "ListTaskDefinitions",
  "ListTaskDefinitionFamilies",
  "DeregisterTaskDefinition",
  "DeleteTaskDefinitions",
  "TagResource",
  "UntagResource",
  "ListTagsForResource",
  "ListAccountSettings",
];

describe.each(judged)("the model accepts what AWS shows of %s", (operation) => {
  it.each(examplesOf(operation))("$id", (example) => {
    expect(judgeExample(operation, example)).toEqual([]);
  });
});

describe("the judge of examples can say no", () => {
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
  ])("to %s", (_, taskDefinition) => {
    expect(judgeExample("DescribeTaskDefinition", { ...example, output: { taskDefinition } })).not.toEqual([]);
  });
});
