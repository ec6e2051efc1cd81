import { describe, expect, it } from "vitest";
import { refusalText } from "../../../model/language/rules.ts";
import { Account } from "../account.ts";
import { cases } from "./cases.ts";
import { awsvpc, type Definition, fargate, having, sound } from "./definitionCase.ts";

/** Whether a named role exists is unspecified (row TD12). */
const beyondRoles = (answers: readonly string[]) => answers.filter((answer) => answer !== "TD12");

it.each(cases)("refuses $title by $rule", ({ rule, text, broken, or = [] }) => {
  const account = new Account();
  const outcomes = account.foresee("RegisterTaskDefinition", broken);
  expect(beyondRoles(account.answers("RegisterTaskDefinition", broken))).toEqual([rule, ...or]);
  expect(outcomes.every(({ state }) => state === account.state)).toBe(true);
  const { result } = outcomes[0] ?? {};
  if (result?.kind === "refused") expect(refusalText(result.rule, result.words)).toBe(text);
});

it.each(cases)("takes what is close to $title", ({ legal }) => {
  expect(beyondRoles(new Account().answers("RegisterTaskDefinition", legal))).toEqual(["accepted"]);
});

const ingressAlone = {
  type: "APPMESH",
  containerName: "side",
  properties: [{ name: "ProxyIngressPort", value: "15000" }],
} satisfies Definition["proxyConfiguration"];

describe("unspecified behaviour", () => {
  it.each<[string, string[], Definition]>([
    [
      "options of awslogs on EC2",
      ["accepted", "TE36"],
      having(sound, { logConfiguration: { logDriver: "awslogs", options: {} } }),
    ],
    ["storage where no launch type is given", ["accepted", "TE39"], { ...sound, ephemeralStorage: { sizeInGiB: 30 } }],
    [
      "storage for EC2 and Fargate",
      ["accepted", "TE39"],
      { ...fargate, requiresCompatibilities: ["EC2", "FARGATE"], ephemeralStorage: { sizeInGiB: 30 } },
    ],
    ["a role that may not exist", ["accepted", "TD12"], { ...sound, taskRoleArn: "" }],
    [
      "a proxy without egress port",
      ["accepted", "TE44p"],
      { ...having(awsvpc, {}, {}), proxyConfiguration: ingressAlone },
    ],
    [
      "one port in two containers",
      ["accepted", "TE43m"],
      having(awsvpc, { portMappings: [{ containerPort: 80 }] }, { portMappings: [{ containerPort: 80 }] }),
    ],
    [
      "an older Windows on Fargate",
      ["accepted", "TE50f"],
      {
        ...fargate,
        cpu: "1024",
        memory: "2048",
        runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2016_FULL" },
      },
    ],
    [
      "which of two faults is reported",
      ["TE31", "TE33"],
      having(fargate, { privileged: true, resourceRequirements: [{ type: "GPU", value: "1" }] }),
    ],
  ])("%s", (_, answers, input) => {
    expect(new Account().answers("RegisterTaskDefinition", input)).toEqual(answers);
  });
});
