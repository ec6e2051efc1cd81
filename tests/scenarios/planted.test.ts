import { globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Ledger } from "../../properties/ledger.ts";
import { playScenario } from "../../scenarios/kit/play.ts";
import { scenarios } from "../../scenarios/kit/scenario.ts";
import { openEmbedded } from "../../targets/embedded.ts";

const root = join(import.meta.dirname, "../..");
for (const file of globSync("scenarios/*-*/*.ts", { cwd: root })) await import(join(root, file));

/** Without the model's verdict: it is the scenario's own assertions that must be able to fail. */
const options = { ledger: new Ledger(), judged: false, signal: new AbortController().signal };

for (const [bug, declared] of Map.groupBy(scenarios, (scenario) => scenario.bug))
  test(`${bug} makes ${declared.map(({ name }) => `"${name}"`).join(" and ")} fail`, async () => {
    const target = await openEmbedded({ seed: 1, speed: "manual", jitter: false, bug, traffic: true });
    try {
      for (const scenario of declared)
        await expect(playScenario(scenario, target, options), scenario.name).rejects.toThrow();
    } finally {
      await target.close();
    }
  });
