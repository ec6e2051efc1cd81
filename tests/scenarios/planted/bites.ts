import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Ledger } from "../../../properties/deviations/ledger.ts";
import { playScenario } from "../../../scenarios/kit/runner/play.ts";
import { missingProgram } from "../../../scenarios/kit/runner/programs.ts";
import { scenarios } from "../../../scenarios/kit/scenario.ts";
import { startSimulator } from "../../../targets/embedded/server.ts";
import { openEndpoint } from "../../../targets/endpoint/target.ts";

/** Without the model's verdict: the scenario's own assertions must be able to fail. */
const options = { ledger: new Ledger(), judged: false, signal: new AbortController().signal };

const passes = () => "passes";
const fails = () => "fails";

export interface BitesOptions {
  /** The options with which the simulator's scenarios are played. */
  readonly speed?: number | "manual";
  /** The phases in which scenarios mostly wait. */
  readonly concurrent?: boolean;
  /** For programs that take minutes. */
  readonly timeoutMilliseconds?: number | undefined;
}

/** Proves for each scenario of a folder that it fails with its bug; skips those without their program. */
export async function testBites(
  folder: string,
  { speed = "manual", concurrent = false, timeoutMilliseconds }: BitesOptions = {},
): Promise<void> {
  const root = join(import.meta.dirname, "../../..");
  for (const file of globSync(`scenarios/${folder}/*.ts`, { cwd: root })) await import(join(root, file));
  describe(folder, { concurrent, ...(timeoutMilliseconds && { timeout: timeoutMilliseconds }) }, () => {
    for (const { name, programs } of scenarios) {
      const lack = missingProgram(programs);
      if (lack !== undefined) test.skip(`${name}: ${lack}`, () => {});
    }
    const playable = scenarios.filter(({ programs }) => missingProgram(programs) === undefined);
    for (const [bug, declared] of Map.groupBy(playable, (scenario) => scenario.bug))
      test(`${bug} makes ${declared.map(({ name }) => `"${name}"`).join(" and ")} fail`, async () => {
        const simulator = await startSimulator({ port: 0, speed, jitter: false, seed: 1, bug, traffic: true });
        const target = await openEndpoint(simulator.url, { allowRemote: false });
        try {
          // Not by `rejects`, which belongs to one test at a time.
          for (const scenario of declared)
            expect(await playScenario(scenario, target, options).then(passes, fails), scenario.name).toBe("fails");
        } finally {
          await target.close();
          await simulator.close();
        }
      });
  });
}
