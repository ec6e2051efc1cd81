import { describe, expect, test } from "vitest";
import type { Plan } from "../../../commands/language/plan.ts";
import { reproduceCrash } from "../../../properties/triage/reproduce.ts";
import type { RunResult } from "../../../properties/workers/workerPool.ts";
import { caseOf, divergence, fakeHost, result } from "./fakeHost.ts";

const plan: Plan = [
  { operation: "CreateCluster", input: {} },
  { operation: "StopTask", input: {} },
];

const crashAt = (command: number) => divergence("server/crash", command, { operation: "StopTask" });
const crash = crashAt(1);
const down = (outage: number) => result([crash], { crashed: true, outage });

/** Replays of a crash with these results, one after the other. */
async function replayed(first: typeof crash, plays: readonly RunResult[], uptimes: readonly number[] = []) {
  const about = caseOf(plan, first);
  const left = [...plays];
  const crashesHere = await reproduceCrash(
    about,
    about.finding.first,
    fakeHost(() => left.shift(), { uptimes }),
  );
  const { restarted } = about;
  return { ...about.rateOf(plan), crashesHere, restarted, plays: plays.length - left.length };
}

describe("an operation is blamed for a crash", () => {
  test("if each replay crashes at its command", async () => {
    expect(await replayed(crash, [down(1), down(2), down(3)], [0.5, 3, 1])).toMatchObject({
      crashesHere: true,
      hits: 3,
      tries: 3,
    });
  });

  test("but not if one of the replays does not", async () => {
    expect(await replayed(crash, [down(1), result([]), down(3)], [0.5, 3, 1])).toMatchObject({
      crashesHere: false,
      hits: 1,
      tries: 2,
    });
  });

  test("but not if the server crashes after the same long time, whatever was called", async () => {
    expect(await replayed(crash, [down(1), down(2), down(3)], [15, 15.2, 15.1])).toMatchObject({ crashesHere: false });
  });

  test("but not if it shows while waiting for rest", async () => {
    const plays = [1, 2, 3].map((outage) => result([crashAt(2)], { crashed: true, outage }));
    expect(await replayed(crashAt(2), plays, [1, 2, 3])).toMatchObject({ crashesHere: false });
  });

  test("and a disturbed play does not count and is repeated", async () => {
    const plays = [result([], { disturbed: true }), down(1), down(2), down(3)];
    expect(await replayed(crash, plays, [1, 1, 1])).toMatchObject({ hits: 3, tries: 3, restarted: true });
  });

  test("but the number of plays is limited", async () => {
    const plays = Array<RunResult>(20).fill(result([], { disturbed: true }));
    expect(await replayed(crash, plays)).toMatchObject({ hits: 0, tries: 0, plays: 6, crashesHere: false });
  });
});
