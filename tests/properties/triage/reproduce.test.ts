import { describe, expect, test } from "vitest";
import { parse } from "../../../checker/signature.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import type { Divergence } from "../../../properties/judge/divergence.ts";
import { Findings } from "../../../properties/triage/findings.ts";
import { reproduce } from "../../../properties/triage/reproduce.ts";
import type { RunResult } from "../../../properties/workers/workerPool.ts";

const plan: Plan = [
  { operation: "CreateCluster", input: {} },
  { operation: "StopTask", input: {} },
];

const divergence = (written: string, command = 1): Divergence =>
  ({ signature: parse(written), operation: "StopTask", command, look: undefined }) as Divergence;

const play = (divergences: readonly Divergence[], more: Partial<RunResult> = {}): RunResult =>
  ({
    divergences,
    properties: ["sequential"],
    disturbed: false,
    crashed: false,
    outage: undefined,
    ...more,
  }) as RunResult;

/** Replays of a finding with these results, one after the other. */
async function replayed(first: Divergence, plays: readonly RunResult[], uptimes: readonly number[] = []) {
  const findings = new Findings();
  const [finding] = findings.see(0, plan, play([first]));
  if (finding === undefined) throw new Error("a new finding");
  const left = [...plays];
  const found = await reproduce(plan, [finding], findings, async () => left.shift(), uptimes);
  return { ...found.get(finding), plays: plays.length - left.length };
}

const wrong = divergence("StopTask/outcome/TK11→accepted");

describe("a finding is replayed three times", () => {
  test("and counts the replays that reproduced it", async () => {
    expect(await replayed(wrong, [play([wrong]), play([]), play([wrong])])).toMatchObject({
      hits: 2,
      tries: 3,
      plays: 3,
    });
  });

  test("a disturbed play does not count and is repeated", async () => {
    const plays = [play([], { disturbed: true }), play([wrong]), play([wrong]), play([wrong])];
    expect(await replayed(wrong, plays)).toMatchObject({ hits: 3, tries: 3, restarted: true });
  });

  test("the number of plays is limited", async () => {
    const plays = Array<RunResult>(20).fill(play([], { disturbed: true }));
    expect(await replayed(wrong, plays)).toMatchObject({ hits: 0, tries: 0, plays: 6 });
  });

  test("a play that a crash cut short is repeated while plays are left", async () => {
    const cut = play([], { crashed: true });
    expect(await replayed(wrong, [cut, play([wrong]), play([wrong]), play([wrong])])).toMatchObject({
      hits: 3,
      tries: 3,
    });
  });
});

describe("an operation is blamed for a crash", () => {
  const crash = divergence("server/crash");
  const down = (outage: number) => play([crash], { crashed: true, outage });

  test("if each replay crashes at its command", async () => {
    expect(await replayed(crash, [down(1), down(2), down(3)], [0.5, 3, 1])).toMatchObject({ crashesHere: true });
  });

  test("but not if one of the replays does not", async () => {
    expect(await replayed(crash, [down(1), play([]), down(3)], [0.5, 3, 1])).toMatchObject({ crashesHere: false });
  });

  test("but not if the server crashes after the same long time, whatever was called", async () => {
    expect(await replayed(crash, [down(1), down(2), down(3)], [15, 15.2, 15.1])).toMatchObject({ crashesHere: false });
  });

  test("but not if it shows while waiting for rest", async () => {
    const resting = divergence("server/crash", plan.length);
    const plays = [1, 2, 3].map((outage) => play([resting], { crashed: true, outage }));
    expect(await replayed(resting, plays, [1, 2, 3])).toMatchObject({ crashesHere: false });
  });
});
