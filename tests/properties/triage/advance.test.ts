import { describe, expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import { advance } from "../../../properties/triage/advance.ts";
import type { Case } from "../../../properties/triage/case.ts";
import {
  executionsUntilReadable,
  fewExecutions,
  mostExecutions,
  patientExecutions,
} from "../../../properties/triage/minimize.ts";
import { reportedFaultOf } from "../../../properties/triage/reportedFault.ts";
import type { TriageHost } from "../../../properties/triage/search.ts";
import type { RunResult } from "../../../properties/workers/workerPool.ts";
import { caseOf, divergence, fakeHost, result } from "./fakeHost.ts";

const create = (clusterName: string) => ({ operation: "CreateCluster", input: { clusterName } });
const remove = (cluster: string) => ({ operation: "DeleteCluster", input: { cluster } });

/** Of seven commands, deleting c1 twice is what fails. */
const plan: Plan = [create("c3"), create("c1"), create("c2"), remove("c2"), remove("c1"), create("c4"), remove("c1")];
const operations = (of: Plan) => of.map(({ operation }) => operation);

const wrong = "DeleteCluster/outcome/CL12→refused";
const shownAt = (command: number) => result([divergence(wrong, command)]);

/** The second deletion of a cluster fails, whatever its name. */
const twiceRefused = (played: Plan): RunResult => {
  const deleted = new Set<unknown>();
  for (const [index, { operation, input }] of played.entries()) {
    if (operation !== "DeleteCluster") continue;
    if (deleted.has(input.cluster)) return shownAt(index);
    deleted.add(input.cluster);
  }
  return result([]);
};

async function finish(about: Case, host: TriageHost): Promise<void> {
  for (let stage = 0; stage < 4 && about.stage !== "done"; stage++) await advance(about, host);
}

describe("a finding", () => {
  test("is shown again with what its failing command depends on, and never with its whole plan", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    const host = fakeHost(twiceRefused);
    await advance(about, host);
    expect(host.played.every((each) => each.plan.length < plan.length)).toBe(true);
    expect(operations(about.shrunkPlan?.plan ?? [])).toEqual(["CreateCluster", "DeleteCluster", "DeleteCluster"]);
    expect(about.executions).toBeLessThanOrEqual(5);
  });

  test("is confirmed by three plays of its shortest plan", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    await finish(about, fakeHost(twiceRefused));
    expect(reportedFaultOf(about).fault).toMatchObject({ hits: 3, tries: 3, shrunk: true, note: undefined });
  });

  test("is confirmed by fewer plays where that is enough, as for a planted bug", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    await finish(about, fakeHost(twiceRefused, { enoughPlays: 1 }));
    expect(reportedFaultOf(about).fault).toMatchObject({ hits: 1, tries: 1, shrunk: true });
  });

  test("that three runs showed needs no further proof", async () => {
    const about = caseOf(plan, divergence(wrong, 6), 3);
    const host = fakeHost(twiceRefused);
    await finish(about, host);
    expect(host.played.filter(({ purpose }) => purpose === "replaying")).toEqual([]);
    expect(reportedFaultOf(about).fault).toMatchObject({ hits: 1, tries: 1, shrunk: true, note: undefined });
  });

  test("that another finding's play showed begins with the plan of that play", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    const short = [create("c1"), remove("c1"), remove("c1")];
    about.finding.smallest = { ...about.finding.first, plan: short, divergence: divergence(wrong, 2), again: true };
    const host = fakeHost(twiceRefused);
    await finish(about, host);
    expect(host.played.map((each) => each.plan.length).filter((length) => length > short.length)).toEqual([]);
    expect(about.executions).toBe(1);
    expect(about.shrunkPlan?.plan).toEqual(short);
  });

  test("is replayed with its whole plan when no part of it shows it", async () => {
    const needsAll = (played: Plan) => (played.length === plan.length ? shownAt(6) : result([]));
    const about = caseOf(plan, divergence(wrong, 6));
    const host = fakeHost(needsAll);
    await finish(about, host);
    expect(host.played.some((each) => each.plan.length === plan.length)).toBe(true);
    expect(reportedFaultOf(about).fault).toMatchObject({ hits: 3, tries: 3, shrunk: true });
  });
});

describe("a finding that does not recur", () => {
  test("is replayed three times and not shrunk", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    const host = fakeHost(() => result([]));
    await finish(about, host);
    const whole = host.played.filter((each) => each.plan.length === plan.length);
    expect(whole).toHaveLength(3);
    expect(host.played.length).toBeLessThanOrEqual(3 + 4);
    expect(reportedFaultOf(about).fault).toMatchObject({ hits: 0, tries: 3, shrunk: false });
  });

  test("although plays are repeated that were disturbed, but not for ever", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    const host = fakeHost(() => result([], { disturbed: true }));
    await finish(about, host);
    expect(about).toMatchObject({ stage: "done", restarted: true });
    expect(host.played.length).toBeLessThan(20);
  });

  test("is not one whose play a crash cut short: that play is repeated", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    const host = fakeHost((played, play) => (play === 0 ? result([], { crashed: true }) : twiceRefused(played)));
    await finish(about, host);
    expect(reportedFaultOf(about).fault).toMatchObject({ hits: 3, tries: 3, restarted: true });
  });
});

describe("where the clock can be moved", () => {
  test("candidates move it, and the shortest plan is replayed without", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    const host = fakeHost(twiceRefused, { stepped: true });
    await finish(about, host);
    for (const { purpose, stepped } of host.played) expect(stepped).toBe(purpose === "shrinking");
    expect(host.played.some(({ purpose }) => purpose === "replaying")).toBe(true);
  });
});

describe("when the campaign is over", () => {
  test("nothing more is played, and the report says why the plan is long", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    await advance(
      about,
      fakeHost(() => undefined),
    );
    expect(about.stage).toBe("open");
    expect(reportedFaultOf(about).fault).toMatchObject({ hits: 0, tries: 0, note: "no time was left to replay it" });
  });

  test("a plan that triage has shortened so far is kept", async () => {
    const about = caseOf(plan, divergence(wrong, 6));
    await advance(
      about,
      fakeHost((played, play) => (play < 2 ? twiceRefused(played) : undefined)),
    );
    expect(about.shrunkPlan?.plan.length).toBeLessThan(plan.length);
    expect(text(reportedFaultOf(about).fault.signature)).toBe(wrong);
  });
});

test("shrinking goes on later: first until the plan is readable, then until its limit; a long plan is polished at last", async () => {
  const many = Array.from({ length: 40 }, (_, index) => create(`c${index}`));
  const needs = (played: Plan) => (played.length > 20 ? shownAt(played.length - 1) : result([]));
  const about = caseOf([...many, remove("c1")], divergence(wrong, 40));
  about.finding.smallest = { ...about.finding.first, again: true };
  const host = fakeHost(needs);
  await advance(about, host);
  expect([about.stage, about.executions]).toEqual(["shrinking", executionsUntilReadable]);
  await advance(about, host);
  expect([about.stage, about.executions]).toEqual(["confirming", mostExecutions]);
  await advance(about, host);
  expect(about.stage).toBe("polishing");
  await finish(about, host);
  expect(about.executions).toBeGreaterThan(mostExecutions);
  expect(about.executions).toBeLessThanOrEqual(patientExecutions);
  expect(about.stage).toBe("done");
});

test("a plan of few commands is shrunk only a little at first", async () => {
  const input = { clusterName: "c1", tags: [{ key: "a", value: "b" }], capacityProviders: ["FARGATE"] };
  const six = Array.from({ length: 6 }, (_, index) => ({
    operation: "CreateCluster",
    input: { ...input, clusterName: `c${index}` },
  }));
  const about = caseOf(six, divergence(wrong, 5));
  about.finding.smallest = { ...about.finding.first, again: true };
  await advance(
    about,
    fakeHost((played) => (played.length === 6 ? shownAt(5) : result([]))),
  );
  expect([about.stage, about.executions]).toEqual(["shrinking", fewExecutions]);
});

test("a law is shown with the first command as its set-up, whose input does not matter", async () => {
  const seen = divergence("law/names/DeleteCluster/by ARN: refused", 7, { clock: "law" });
  const about = caseOf(plan, seen, 3);
  const host = fakeHost((played) => result([{ ...seen, command: played.length }]));
  await finish(about, host);
  expect(about.shrunkPlan?.plan).toEqual([create("c1")]);
  expect(host.played.map(({ purpose }) => purpose)).toEqual(["shrinking", "replaying"]);
});

describe("a crash", () => {
  const crashAt = (command: number) => divergence("server/crash", command, { operation: "DeleteCluster" });
  const down = (command: number) => result([crashAt(command)], { crashed: true, outage: 1 });

  test("is blamed on its operation by three plays of what that depends on, and never of the whole plan", async () => {
    const about = caseOf(plan, crashAt(6));
    const host = fakeHost((played) => {
      const index = twiceRefused(played).divergences[0]?.command;
      return index === undefined ? result([]) : down(index);
    });
    await finish(about, host);
    expect(about.crashesHere).toBe(true);
    expect(host.played.every((each) => each.plan.length < plan.length)).toBe(true);
    expect(reportedFaultOf(about).fault).toMatchObject({ hits: 3, tries: 3, shrunk: true });
  });

  test("that only its whole plan reproduces is blamed by three plays of that one", async () => {
    const about = caseOf(plan, crashAt(6));
    const host = fakeHost((played) => (played.length === plan.length ? down(6) : result([])));
    await finish(about, host);
    expect(about.crashesHere).toBe(true);
  });

  test("that no plan reproduces is blamed on no operation", async () => {
    const about = caseOf(plan, crashAt(6));
    await finish(
      about,
      fakeHost(() => result([])),
    );
    expect(about).toMatchObject({ crashesHere: false, shrunkPlan: undefined, stage: "done" });
  });
});

test("single members of inputs are left for later, when every finding has a plan of few commands", async () => {
  const members = { tags: [{ key: "a", value: "b" }], settings: [{ name: "containerInsights", value: "enabled" }] };
  const full = { operation: "CreateCluster", input: { clusterName: "c1", capacityProviders: ["FARGATE"], ...members } };
  const needed = (played: Plan) =>
    "settings" in (played[0]?.input ?? {})
      ? result([divergence("CreateCluster/immediate/cluster.settings[]/item→missing", 0)])
      : result([]);
  const about = caseOf([full], divergence("CreateCluster/immediate/cluster.settings[]/item→missing", 0));
  const host = fakeHost(needed);
  await advance(about, host);
  expect(about.stage).toBe("shrinking");
  expect(Object.keys(about.shrunkPlan?.plan[0]?.input ?? {}).length).toBeGreaterThan(2);
  expect(about.executions).toBeLessThanOrEqual(2);
  await finish(about, host);
  expect(Object.keys(about.shrunkPlan?.plan[0]?.input ?? {})).toEqual(["clusterName", "settings"]);
});
