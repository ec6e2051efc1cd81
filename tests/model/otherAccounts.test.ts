import { expect, test } from "vitest";
import { furnished, networkConfiguration, service } from "./serviceAccount.ts";

const definition = (region: string, account: string) => `arn:aws:ecs:${region}:${account}:task-definition/f:1`;
const run = { cluster: "c", launchType: "FARGATE", networkConfiguration } as const;

test("RunTask refuses a task definition of another account, as such or as unknown (A9)", () => {
  const taskDefinition = definition("«region»", "000000000001");
  expect(
    furnished()
      .answers("RunTask", { ...run, taskDefinition })
      .sort(),
  ).toEqual(["A9", "TD31"]);
});

test("no row says how one of another region is refused, nor how services refuse it; it is never used", () => {
  const elsewhere = definition("eu-north-9", "«account»");
  const refused = ["A9", "TD31"];
  const answers = furnished().answers("RunTask", { ...run, taskDefinition: elsewhere });
  expect([...new Set(answers)].sort()).toEqual(refused);
  const input = { ...service, serviceName: "t", taskDefinition: definition("«region»", "000000000001") };
  expect([...new Set(furnished().answers("CreateService", input))].sort()).toEqual(refused);
});

test("an ARN of the own account and region runs", () => {
  const taskDefinition = definition("«region»", "«account»");
  expect(furnished().answers("RunTask", { ...run, taskDefinition })).toEqual(["accepted"]);
});
