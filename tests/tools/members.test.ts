import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decidedShapes } from "../../model/language/members/shapes.ts";
import { countOf, recordedOf } from "../../tools/members/counts.ts";
import { membersPage } from "../../tools/members.ts";

test("docs/members.md is current: npm run docs generates it", () => {
  expect(readFileSync(join(import.meta.dirname, "../../docs/members.md"), "utf8")).toBe(membersPage());
});

const decided = Object.entries(decidedShapes).flatMap(([shape, decisions]) =>
  Object.entries(decisions).map(([member, decision]) => ({
    shape: shape as keyof typeof decidedShapes,
    member,
    decision,
  })),
);

test("a member that is always shown is in every complete recorded reply", () => {
  for (const { shape, member, decision } of decided) {
    const { shown, of } = countOf(shape, member);
    if (decision.decision === "always") expect(shown, `${shape}.${member}`).toBe(of);
  }
});

test("no recorded reply invents a member that is never shown unless given", () => {
  for (const { shape, member, decision } of decided)
    if (decision.decision === "never unless given") expect(countOf(shape, member).madeUp, `${shape}.${member}`).toBe(0);
});

type Sign = Readonly<Record<string, readonly string[]>> | undefined;

const holds = (sign: Sign, shown: object): boolean =>
  sign !== undefined &&
  Object.entries(sign).every(([member, values]) =>
    values.includes(String((shown as Record<string, unknown>)[member] ?? "")),
  );

test("the conditions on other members hold in every complete recorded reply", () => {
  for (const { shape, member, decision } of decided) {
    if (decision.decision !== "when it has come about" || decision.compares === undefined) continue;
    const { present, absent } = decision.compares;
    for (const { operation, shown } of recordedOf(shape)) {
      if (operation === "StopTask" && member === "attributes") continue;
      const where = `${shape}.${member} of ${operation}: ${JSON.stringify(shown)}`;
      if (holds(present, shown)) expect(shown[member], where).toBeDefined();
      if (holds(absent, shown)) expect(shown[member], where).toBeUndefined();
    }
  }
});
