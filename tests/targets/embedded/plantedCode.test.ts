import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { crowded, misnamed } from "./plantedCode.ts";

const simulator = join(import.meta.dirname, "../../../targets/embedded");

const sources = Object.fromEntries(
  globSync("**/*.ts", { cwd: simulator }).map((file) => [file, readFileSync(join(simulator, file), "utf8")]),
);

test("a function that only planted bugs use is in bugs/ or its name begins with planted", () => {
  expect(misnamed(sources)).toEqual([]);
});

test("at most one bug bends a function in place; where there are more, they override its rules", () => {
  expect(crowded(sources)).toEqual([]);
});

/** Ways to use `helper` only when a bug is planted. */
const guardedUses = {
  "an if": `if (sim.bugged("a-bug") && count > 1) helper();`,
  "an else": `if (!sim.bugged("a-bug")) return 1; else helper();`,
  "a conditional expression": `return sim.bugged("a-bug") ? helper() : 1;`,
  "a logical expression": `return count > 1 && sim.bugged("a-bug") && helper();`,
  "a negated or": `return !sim.bugged("a-bug") || helper();`,
  "what follows a return": `if (count === 1 || !sim.bugged("a-bug")) return 1; return [1].map(helper);`,
  "a constant": `const isBent = sim.bugged("a-bug"); if (isBent) helper();`,
  "another helper": `if (sim.bugged("a-bug")) plantedOther(); function plantedOther() { helper(); }`,
};

test.for(Object.entries(guardedUses))("a helper that is used only in %s is found", ([, use]) => {
  const rule = `export function rule(sim: Simulation, count: number) { count += 1; ${use} }`;
  const helper = "export function helper(): number { return 2; }";
  expect(misnamed({ "a.ts": `${rule}\n${helper}` })).toEqual(["a.ts: helper"]);
  expect(misnamed({ "a.ts": `import { helper } from "./b.ts";\n${rule}`, "b.ts": helper })).toEqual(["b.ts: helper"]);
  const named = `${rule}\n${helper}`.replaceAll("helper", "plantedHelper");
  expect(misnamed({ "a.ts": named })).toEqual([]);
  expect(misnamed({ "a.ts": `${rule}\n${helper}\nexport const other = () => helper();` })).toEqual([]);
});

test("what only such a helper uses, what only bugs/ uses, and methods are found too", () => {
  const chain = `
    export function rule(sim: Simulation) { sim.after(1); if (sim.bugged("a-bug")) first(); }
    function first() { second(); }
    const second = () => 2;`;
  expect(misnamed({ "a.ts": chain })).toEqual(["a.ts: first", "a.ts: second"]);
  expect(
    misnamed({
      "a.ts": "export function truth() { return 1; }",
      "bugs/b.ts": `import { truth } from "../a.ts";\nexport const overrides = [override(truth, () => 2)];`,
    }),
  ).toEqual(["a.ts: truth"]);
  const methods = `class Round {
    run(sim: Simulation) { if (sim.bugged("a-bug")) this.#helper(); this.#sound(); }
    #helper() {}
    #sound() {}
  }`;
  expect(misnamed({ "a.ts": methods })).toEqual(["a.ts: helper"]);
});

test.for([
  `if (!sim.bugged("a-bug")) return key; return key.toLowerCase();`,
  `const found = find(key); if (sim.bugged("a-bug") && found) found.tags = key;`,
  `if (sim.bugged("a-bug")) return 0; if (sim.bugged("a-bug")) store(key); return key;`,
])("a function that without a bug does nothing is found: %s", (body) => {
  expect(misnamed({ "a.ts": `function helper(sim: Simulation, key: string) { ${body} }` })).toEqual(["a.ts: helper"]);
});

test("a helper of the true code passes", () => {
  const sound = `
    export function rule(sim: Simulation, count: number) {
      if (count > 1 || sim.bugged("a-bug")) helper();
      return sim.bugged("a-bug") ? 1 : other();
    }
    function helper() {}
    function other() {}
    export function wake(sim: Simulation) {
      if (sim.bugged("a-bug")) return;
      helper();
    }
    export const ruled = (sim: Simulation) => sim.rule(bent)();
    export function bent() {}`;
  const bugs = `import { bent } from "../a.ts";\nexport const overrides = [override(bent, () => 2)];`;
  expect(misnamed({ "a.ts": sound, "bugs/b.ts": bugs })).toEqual([]);
});

test("two bugs in one function are too many, the same one twice is not", () => {
  const twice = `function rule(sim: Simulation) { return sim.bugged("a-bug") ? [1].map(() => sim.bugged("a-bug")) : []; }`;
  expect(crowded({ "a.ts": twice })).toEqual([]);
  expect(crowded({ "a.ts": twice.replace("a-bug", "b-bug") })).toEqual(["a.ts: rule: b-bug, a-bug"]);
});
