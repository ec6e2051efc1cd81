import { expect, test } from "vitest";
import { Bindings } from "../../../checker/bindings.ts";
import { compare } from "../../../checker/compare.ts";
import { type Expected, type Members, view } from "../../../model/language/expectation.ts";
import type { MemberDecision } from "../../../model/language/members/decision.ts";
import { type DecidedShape, decidedShapes } from "../../../model/language/members/shapes.ts";
import { withPresence } from "../../../model/language/members/withPresence.ts";

const shapes = Object.keys(decidedShapes) as DecidedShape[];
const decisionsOf = (shape: DecidedShape): [string, MemberDecision][] => Object.entries(decidedShapes[shape]);

function told(shape: DecidedShape, actual: object, given: object = {}): string[] {
  const members: Record<string, Expected> = withPresence(shape, {}, given);
  const differences = compare(view("shape", "one", members as Members), actual, new Bindings({}));
  return differences.map(({ path, expectedKind, actualKind }) => `${path}: ${expectedKind}→${actualKind}`);
}

/** A description with every member that the decisions require always. */
const whole = (shape: DecidedShape): Record<string, unknown> =>
  Object.fromEntries(
    decisionsOf(shape)
      .filter(([, { decision, compares }]) => decision === "always" && compares !== undefined)
      .map(([member, { compares }]) => [member, compares?.list ? [] : "x"]),
  );

test.each(shapes)("%s: a member of which nothing is decided may be there or absent", (shape) => {
  expect(told(shape, whole(shape))).toEqual([]);
  const unknown = decisionsOf(shape).filter(([, { decision }]) => decision === "unknown");
  for (const [member] of unknown) {
    expect(told(shape, { ...whole(shape), [member]: "x" })).toEqual([]);
    expect(told(shape, { ...whole(shape), [member]: 0 })).toEqual([]);
  }
});

test.each(shapes)("%s: a member that is always shown and is absent is reported", (shape) => {
  for (const member of Object.keys(whole(shape)))
    expect(told(shape, { ...whole(shape), [member]: undefined })).toEqual([`${member}: present→absent`]);
});

test("an invented member is reported, an empty one too", () => {
  const definition = whole("TaskDefinition");
  expect(told("TaskDefinition", { ...definition, pidMode: "" })).toEqual(['pidMode: absent→""']);
  expect(told("TaskDefinition", { ...definition, pidMode: "host" }, { pidMode: "host" })).toEqual([]);
  expect(told("ContainerDefinition", { memoryReservation: 0 })).toEqual(["memoryReservation: absent→number"]);
  expect(told("ContainerDefinition", { dependsOn: [] })).toEqual([]);
});

test("the rest of the reply determines which members must be present and which absent", () => {
  const task = { ...whole("Task"), launchType: "EC2" };
  expect(told("Task", { ...task, lastStatus: "RUNNING" })).toEqual(["startedAt: present→absent"]);
  expect(told("Task", { ...task, lastStatus: "RUNNING", startedAt: 1 })).toEqual([]);
  expect(told("Task", { ...task, lastStatus: "PENDING", startedAt: 1 })).toEqual(["startedAt: absent→number"]);
  // A task that stops may have been RUNNING before, or not.
  expect(told("Task", { ...task, lastStatus: "DEPROVISIONING" })).toEqual([]);
  expect(told("Task", { ...task, lastStatus: "DEPROVISIONING", startedAt: 1 })).toEqual([]);
  expect(told("Service", { ...whole("Service"), launchType: "EC2", platformVersion: "1.4.0" })).toEqual([
    "platformVersion: absent→string",
  ]);
});

test("a wrong value is reported once, as a wrong value", () => {
  const members = withPresence("Deployment", { rolloutState: "COMPLETED" });
  const found = compare(members as Members, whole("Deployment"), new Bindings({}));
  expect(found.map(({ path, expectedKind, actualKind }) => `${path}: ${expectedKind}→${actualKind}`)).toEqual([
    "rolloutState: COMPLETED→string",
  ]);
});
