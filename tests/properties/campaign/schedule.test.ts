import { describe, expect, test } from "vitest";
import { isTimeShort, type Standing, shareOfTriage, triagesNow } from "../../../properties/campaign/schedule.ts";
import { TimeSpent } from "../../../properties/campaign/timeSpent.ts";

const standing = (more: Partial<Standing> = {}): Standing => ({
  elapsed: 10_000,
  whole: 100_000,
  workers: 2,
  found: 20,
  open: 20,
  backlogMilliseconds: 10_000,
  findingMilliseconds: 500,
  runMilliseconds: 1000,
  newInRun: Array<number>(20).fill(0),
  triage: 0,
  ...more,
});

const muchIsNew = { newInRun: Array<number>(20).fill(3) };

describe("the share of triage", () => {
  test("is a quarter while no plan waits to be shrunk", () => {
    expect(shareOfTriage(standing({ open: 0, backlogMilliseconds: 0 }))).toBe(0.25);
  });

  test("grows when findings pile up, also while much is new, so that an interrupt leaves plans that are shrunk", () => {
    const quick = { ...muchIsNew, backlogMilliseconds: 0 };
    const little = shareOfTriage(standing({ ...quick, open: 2 }));
    expect(little).toBeGreaterThan(0.25);
    expect(shareOfTriage(standing({ ...quick, open: 8 }))).toBeGreaterThan(little);
    expect(shareOfTriage(standing({ ...quick, open: 10 }))).toBeCloseTo(0.6);
    expect(shareOfTriage(standing({ ...quick, open: 20 }))).toBeCloseTo(0.6);
  });

  test("is what the findings need of the time left, with a margin", () => {
    expect(shareOfTriage(standing({ open: 1, backlogMilliseconds: 30_000 }))).toBeCloseTo(0.4);
    expect(shareOfTriage(standing({ open: 1, backlogMilliseconds: 500_000 }))).toBeCloseTo(0.6);
  });

  test("does not depend on the time where there is no limit of it", () => {
    expect(shareOfTriage(standing({ whole: undefined, open: 0, backlogMilliseconds: 500_000 }))).toBe(0.25);
  });
});

test("a free worker triages while triage has had less than its share", () => {
  expect(triagesNow(standing({ triage: 0.5 }))).toBe(true);
  expect(triagesNow(standing({ triage: 0.7 }))).toBe(false);
});

describe("time is short", () => {
  test("by what the last twenty runs found, not by those before", () => {
    const late = { open: 0, backlogMilliseconds: 0, elapsed: 96_000 };
    expect(isTimeShort(standing({ ...late, newInRun: [99, ...Array<number>(20).fill(0)] }))).toBe(false);
    expect(isTimeShort(standing({ ...late, newInRun: [...Array<number>(20).fill(3)] }))).toBe(true);
  });

  test("when triage needs what is left of it, with a margin, after the run in progress", () => {
    expect(isTimeShort(standing({ elapsed: 86_000 }))).toBe(false);
    expect(isTimeShort(standing({ elapsed: 88_000 }))).toBe(true);
  });

  test("also for what the next run of each worker will find", () => {
    const few = { open: 0, backlogMilliseconds: 0, ...muchIsNew };
    expect(isTimeShort(standing({ ...few, elapsed: 95_000 }))).toBe(false);
    expect(isTimeShort(standing({ ...few, elapsed: 96_000 }))).toBe(true);
  });

  test("but triage leaves the hunt a third of the whole", () => {
    expect(isTimeShort(standing({ backlogMilliseconds: 500_000, elapsed: 33_000 }))).toBe(false);
    expect(isTimeShort(standing({ backlogMilliseconds: 500_000, elapsed: 34_000 }))).toBe(true);
  });

  test("never, where the number of runs is the limit", () => {
    expect(isTimeShort(standing({ whole: undefined, backlogMilliseconds: 500_000 }))).toBe(false);
  });
});

test("the time spent is known by activity", async () => {
  const spent = new TimeSpent();
  expect(spent.triage).toBe(0);
  spent.add("hunting", 3000);
  spent.add("replaying", 400);
  spent.add("shrinking", 600);
  await spent.on("hunting", async () => "played");
  expect(spent.triage).toBeCloseTo(0.25, 2);
  expect(spent.seconds).toMatchObject({ replaying: 0.4, shrinking: 0.6 });
});
