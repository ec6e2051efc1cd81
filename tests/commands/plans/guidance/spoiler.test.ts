import { expect, test } from "vitest";
import { SymbolicRun } from "../../../../commands/language/symbolicRun.ts";
import { drawInput } from "../../../../commands/plans/draw.ts";
import { allOperations, defaultPlanOptions } from "../../../../commands/plans/generate.ts";
import { spoilt } from "../../../../commands/plans/guidance/spoiler.ts";
import { kinds } from "../../../../commands/registry.ts";
import { PlanSource } from "../../../../properties/plans/planSource.ts";
import { randomOf } from "./randomOf.ts";

const source = new PlanSource(3, { ...defaultPlanOptions, guided: 0 });

/** Each call that is spoilt in the state after each of some plans, with the sound call. */
const bent = Array.from({ length: 40 }, (_, seed) => {
  const run = new SymbolicRun(defaultPlanOptions.abilities);
  for (const command of source.at(seed)) run.add(command);
  const random = randomOf(seed);
  return allOperations.flatMap((operation) => {
    const sound = drawInput(random, run, kinds[operation], "accepted");
    const wrong = sound && spoilt(random, run, sound);
    return sound === undefined || wrong === undefined ? [] : [{ run, sound, wrong }];
  });
}).flat();

test("one member of an accepted call is bent, so that a row refuses it", () => {
  expect(bent.length).toBeGreaterThan(300);
  for (const { run, sound, wrong } of bent) {
    expect(run.predict(sound)?.result.kind).toBe("accepted");
    expect(run.predict(wrong)?.result).toMatchObject({ kind: "refused", rule: expect.any(String) });
    const members = Object.keys(wrong.input);
    expect(members).toEqual(Object.keys(sound.input));
    expect(members.filter((member) => wrong.input[member] !== sound.input[member])).toHaveLength(1);
  }
});

test("identifiers are unknown, of another account, of another kind, or not well-formed", () => {
  const rules = new Set(
    bent.map(({ run, wrong }) => {
      const result = run.predict(wrong)?.result;
      return result?.kind === "refused" ? result.rule : "";
    }),
  );
  expect([...rules]).toEqual(expect.arrayContaining(["CL13", "A9", "A4", "G8"]));
});
