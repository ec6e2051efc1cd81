import { describe, expect, test } from "vitest";
import { parse } from "../../../checker/signature.ts";
import type { Condition } from "../../../properties/deviations/condition.ts";
import { Ledger } from "../../../properties/deviations/ledger.ts";
import { type Call, type Observation, observationOf } from "../../../properties/deviations/observation.ts";
import { holdsFor, overlap, type Patch } from "../../../properties/deviations/patch.ts";
import { deviationOf } from "./deviation.ts";

const signature = parse("RunTask/immediate/task.cpu/string→string");
const patch: Patch = { kind: "member", operations: ["RunTask"], members: ["task.cpu"], from: "any", to: ["string"] };
const under = (when: Condition): Patch => ({ ...patch, when });

const made = (operation: string, input: Call["input"] = {}, outcome: Call["outcome"] = "accepted"): Call => ({
  operation,
  input,
  outcome,
});

/** A task of the service s1, which an update was to change before. */
const observed: Observation = {
  expected: '"1024"',
  actual: '"1 vCPU"',
  call: made("RunTask", { cluster: "c1", taskDefinition: "f:1", tags: [{ key: "a", value: "1" }] }),
  before: [
    made("CreateService", { cluster: "c1", serviceName: "s1", desiredCount: 1 }),
    made("UpdateService", { cluster: "c1", service: "s1", desiredCount: 3 }, "refused"),
  ],
};
const holds = (when: Condition, about: Partial<Observation> = {}) =>
  holdsFor(under(when), signature, { ...observed, ...about });

describe("a condition on values", () => {
  test.each<[string[], boolean]>([
    [['"1 vCPU"'], true],
    [["*vCPU*"], true],
    [["*vCPU*", "!*1 *"], false],
    [["!*GB*"], true],
    [["*.*"], false],
    [["1 vCPU"], false],
  ])("%j as the actual value: %j", (actual, fits) => {
    expect(holds({ actual })).toBe(fits);
  });

  test("is about each side alone", () => {
    expect(holds({ expected: ['"1024"'], actual: ['"1 vCPU"'] })).toBe(true);
    expect(holds({ expected: ['"1 vCPU"'] })).toBe(false);
  });
});

describe("a condition on calls", () => {
  const creation = { operation: "CreateService" };
  const update = { operation: "UpdateService" };

  test.each<[Condition, boolean]>([
    [{ after: [creation] }, true],
    [{ after: [{ operation: "StopTask" }] }, false],
    [{ after: [{ operation: "StopTask" }, update] }, true],
    [{ after: [{ ...update, outcome: "refused" }] }, true],
    [{ after: [{ ...update, outcome: "accepted" }] }, false],
    [{ after: [{ ...update, with: { service: "s1" } }] }, true],
    [{ after: [{ ...update, with: { service: "s2" } }] }, false],
    [{ after: [{ ...update, with: { desiredCount: "*" } }] }, true],
    [{ after: [{ ...update, without: ["desiredCount"] }] }, false],
    [{ after: [{ ...creation, same: ["cluster"] }] }, true],
    [{ after: [{ ...creation, same: ["cluster", "serviceName"] }] }, false],
    [{ after: [{ operation: "RunTask" }] }, false],
    [{ atOrAfter: [{ operation: "RunTask" }] }, true],
    [{ atOrAfter: [creation] }, true],
    [{ atOrAfter: [{ operation: "StopTask" }] }, false],
    [{ notAfter: [update] }, false],
    [{ notAfter: [{ ...update, outcome: "unanswered" }] }, true],
    [{ at: [{ operation: "RunTask" }] }, true],
    [{ at: [update] }, false],
    [{ at: [{ operation: "RunTask", with: { taskDefinition: "!*:*" } }] }, false],
    [{ at: [{ operation: "RunTask", with: { tags: [{ key: "a" }] } }] }, true],
    [{ at: [{ operation: "RunTask", with: { tags: ["*", "*"] } }] }, false],
  ])("%j: %j", (when, fits) => {
    expect(holds(when)).toBe(fits);
  });

  test("can compare a value of the request with that of the reply", () => {
    const when: Condition = { after: [{ operation: "CreateService", with: { desiredCount: "=actual" } }] };
    expect(holds(when, { actual: "1" })).toBe(true);
    expect(holds(when, { actual: "3" })).toBe(false);
  });

  test("that shows at rest has all commands before it, and none that shows it", () => {
    expect(holds({ at: [{ operation: "RunTask" }] }, { call: "none" })).toBe(false);
    expect(holds({ after: [creation] }, { call: "none" })).toBe(true);
  });
});

test("what nobody recorded meets each condition; without an observation none does", () => {
  const when: Condition = {
    actual: ["x"],
    at: [{ operation: "StopTask" }],
    notAfter: [{ operation: "CreateService" }],
  };
  const unknown = { expected: undefined, actual: undefined, call: undefined, before: undefined };
  expect(holdsFor(under(when), signature, unknown)).toBe(true);
  expect(holdsFor(under(when), signature)).toBe(false);
  expect(holdsFor(patch, signature)).toBe(true);
});

test("a ledger examines the next patch if the conditions of one are not met", () => {
  const ledger = new Ledger([
    deviationOf("small", under({ actual: ['"256"'] })),
    deviationOf("units", under({ actual: ["*vCPU*"] })),
  ]);
  expect(ledger.match(signature, () => observed)?.deviation.id).toBe("test/units");
  expect(ledger.match(signature, () => ({ ...observed, actual: '"512"' }))).toBeUndefined();
  expect(ledger.match(signature)).toBeUndefined();
});

test("patches with the same words overlap unless their conditions exclude each other", () => {
  const apart = (a: Condition, b: Condition) => [overlap(under(a), under(b)), overlap(under(b), under(a))];
  const stop = { operation: "StopTask", outcome: "accepted" } as const;
  expect(apart({ actual: ["0"] }, { actual: ["1"] })).toEqual([false, false]);
  expect(apart({ actual: ["0"] }, { actual: ["*"] })).toEqual([true, true]);
  expect(apart({ actual: ["0"] }, { expected: ["1"] })).toEqual([true, true]);
  expect(apart({ after: [stop] }, { notAfter: [stop] })).toEqual([false, false]);
  expect(apart({ after: [stop, { operation: "RunTask" }] }, { notAfter: [stop] })).toEqual([true, true]);
  const at = [{ operation: "RunTask" }];
  expect(apart({ atOrAfter: [stop] }, { notAfter: [stop], at })).toEqual([false, false]);
  expect(apart({ atOrAfter: [stop] }, { notAfter: [stop] })).toEqual([true, true]);
});

test("looks can be the reply itself, or those at rest", () => {
  const looks =
    (...looks: string[]) =>
    (text: string) =>
      holdsFor({ ...patch, operations: "any", looks }, parse(text));
  const shown = ["RunTask/immediate/task.cpu/a→string", "RunTask/look/DescribeTasks/immediate/task.cpu/a→string"];
  const all = [...shown, "rest/DescribeTasks/converges/task.cpu/a→string"];
  expect(all.map(looks("reply"))).toEqual([true, false, false]);
  expect(all.map(looks("DescribeTasks"))).toEqual([false, true, false]);
  expect(all.map(looks("reply", "rest"))).toEqual([true, false, true]);
});

test("an observation has the calls of the plan without the looks, and without the prefix of the run", () => {
  const exchange = { kind: "answered", status: 200 } as never;
  const event = (command: number, operation: string, look = false) => ({
    command,
    look,
    operation,
    input: { cluster: "k1-c1" },
    exchange: operation === "StopTask" ? ({ kind: "answered", status: 400 } as never) : exchange,
  });
  const history = [event(0, "RunTask"), event(0, "DescribeTasks", true), event(1, "StopTask"), event(2, "RunTask")];
  const plain = (text: string) => text.replaceAll("k1-", "");
  const about = (command: number) => observationOf({ expected: "k1-c1", actual: "c2", command }, history, plain);
  const [first, stop, last] = [
    made("RunTask", { cluster: "c1" }),
    made("StopTask", { cluster: "c1" }, "refused"),
    made("RunTask", { cluster: "c1" }),
  ];
  expect(about(1)).toEqual({ expected: "c1", actual: "c2", call: stop, before: [first] });
  expect(about(3)).toEqual({ expected: "c1", actual: "c2", call: "none", before: [first, stop, last] });
});
