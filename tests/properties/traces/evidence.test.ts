import { describe, expect, test } from "vitest";
import { shapeFaults } from "../../../clients/shapes.ts";
import { rules } from "../../../model/language/rules.ts";
import { isAccepted } from "../../../properties/traces/trace.ts";
import { behaviourRows } from "../../../tools/behaviour.ts";
import { allTraces, recordings, verdictsOfModel, verdictsOfSimulator } from "../../../tools/evidence/recordings.ts";

const calls = allTraces.flatMap(({ id, calls }) => calls.map((call, index) => ({ ...call, id, index })));

describe("the recorded replies of fixtures/evidence", () => {
  test("are valid, each trace with an id, a source and a weight", () => {
    expect(recordings.length).toBeGreaterThan(10);
    expect(calls.length).toBeGreaterThan(1000);
    const ids = allTraces.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(allTraces.filter(({ weight }) => weight === undefined).map(({ id }) => id)).toEqual([]);
  });

  test("name existing rows", () => {
    const rows = new Set([...behaviourRows().keys(), ...Object.keys(rules)]);
    const unknown = allTraces.flatMap(({ id, rows: named }) =>
      named.filter((row) => !rows.has(row)).map((row) => `${id}: ${row}`),
    );
    expect(unknown).toEqual([]);
  });

  test("fit the API's schema, except for the members listed as undeclared", () => {
    const faults = calls.filter(isAccepted).flatMap(({ id, index, operation, body, undeclared }) => {
      const known = new Set(undeclared.map((path) => path.replace(/^body\./, "").replaceAll(/\[\d*\]/g, "[]")));
      return shapeFaults(operation, body)
        .filter(({ path }) => !known.has(path))
        .map(({ path, problem, actual }) => `${id} call ${index + 1}: ${path} ${problem} ${actual}`);
    });
    expect(faults).toEqual([]);
  });

  test("list undeclared members by paths that exist in the body", () => {
    const stray = calls.flatMap(({ id, index, input, body, undeclared }) =>
      undeclared
        .filter((path) => valuesAt({ input, body }, path).length === 0)
        .map((path) => `${id} call ${index + 1}: ${path}`),
    );
    expect(stray).toEqual([]);
  });

  test("are all judged by the model, once each", () => {
    expect(verdictsOfModel().map(({ trace, call }) => `${trace} ${call}`)).toEqual(
      calls.map(({ id, index }) => `${id} ${index}`),
    );
    expect(verdictsOfModel().filter(({ reason }) => /not an operation of the model|^given/.test(reason))).toEqual([]);
  });

  test("are all sent to the simulator, once each", async () => {
    const verdicts = await verdictsOfSimulator();
    expect(verdicts.map(({ trace, call }) => `${trace} ${call}`)).toEqual(
      calls.map(({ id, index }) => `${id} ${index}`),
    );
    expect(verdicts.filter(({ reason }) => /a given call|^no answer/.test(reason))).toEqual([]);
  });
});

/** The values at a path such as `body.services[].scale`, or `services[0].scale`. */
function valuesAt(call: unknown, path: string): unknown[] {
  const steps = path.replace(/^(?!body\.|input\.)/, "body.").split(/\.|(?=\[)/);
  let found: unknown[] = [call];
  for (const step of steps) {
    const index = /^\[(\d*)\]$/.exec(step)?.[1];
    found = found.flatMap((value) => {
      if (index === "") return Array.isArray(value) ? value : [];
      const inner = (value as Record<string, unknown> | undefined)?.[index ?? step];
      return inner === undefined ? [] : [inner];
    });
  }
  return found;
}
