import { describe, expect, test } from "vitest";
import type { Difference } from "../../../checker/difference.ts";
import { text } from "../../../checker/signature.ts";
import { empty } from "../../../model/language/state.ts";
import { type Divergence, divergencesOf, type ReplyPosition } from "../../../properties/judge/divergence.ts";
import type { Fault } from "../../../properties/judge/fault.ts";
import { Oracle } from "../../../properties/judge/oracle.ts";
import type { Look } from "../../../properties/looks/look.ts";
import { awaitQuiescence, awaitQuiescenceBefore, type Pollable } from "../../../properties/run/quiescence.ts";
import { Account } from "../../model/account.ts";

const late: Difference = {
  path: "clusters[].status",
  clock: "converges",
  expected: "ACTIVE",
  actual: "PROVISIONING",
  expectedKind: "ACTIVE",
  actualKind: "PROVISIONING",
  resource: { kind: "cluster", name: "c1", member: "status" },
};

const restMilliseconds = 1000;

/**
 * A run whose looks show a fault of this clock until a given time, and another one for ever if it is given; its clock
 * moves only while it pauses.
 */
function polled(
  difference: Difference,
  healsAt = Number.POSITIVE_INFINITY,
  reportedBefore = false,
  lasting?: Difference,
) {
  let now = 0;
  const peeks: number[] = [];
  const reported: Divergence[] = [];
  const account = new Account();
  account.call("CreateCluster", { clusterName: "c1" });
  const oracle = new Oracle({ tasks: true, containers: true }, "", account.state ?? empty, {});
  const lasts = lasting === undefined ? [] : [lasting];
  const faultOf = (differences: Difference[]): Fault => ({ kind: "output", differences, accepted: true });
  const atRest = ({ operation }: Look): ReplyPosition => ({ command: 1, operation, look: operation, rest: true });
  const run = {
    context: {
      restMilliseconds,
      signal: new AbortController().signal,
      clock: {
        now: () => now,
        pause: async (milliseconds: number) => {
          now += Math.max(1, milliseconds);
        },
      },
      isReportedBefore: () => reportedBefore,
    },
    oracle,
    crashed: false,
    peek: async (look: Look) => {
      if (look.operation !== "DescribeClusters") return undefined;
      peeks.push(now);
      if (now < healsAt) return faultOf([...lasts, difference]);
      return lasting === undefined ? undefined : faultOf(lasts);
    },
    reportAtRest: (found: Fault, look: Look) => reported.push(...divergencesOf(found, atRest(look))),
    atRest,
  } as unknown as Pollable;
  return { run, peeks, signatures: () => reported.map(({ signature }) => text(signature)), now: () => now };
}

describe("waiting for rest", () => {
  test("reports a difference that remains at the deadline, once", async () => {
    const { run, signatures, now } = polled(late);
    expect(await awaitQuiescence(run)).toBeGreaterThanOrEqual(restMilliseconds);
    expect(signatures()).toEqual(["rest/DescribeClusters/converges/cluster.status/ACTIVE→PROVISIONING"]);
    expect(now()).toBeLessThan(2 * restMilliseconds);
  });

  test("waits for what may become right, although something else in the reply will not", async () => {
    const { resource: _, ...bare } = late;
    const missing: Difference = { ...bare, path: "clusters[].tags", clock: "immediate" };
    const { run, signatures } = polled(late, restMilliseconds / 2, false, missing);
    await awaitQuiescence(run);
    expect(signatures()).toHaveLength(1);
    expect(signatures()[0]).not.toContain("status");
  });

  test("reports nothing that becomes right in time", async () => {
    const { run, signatures, peeks } = polled(late, restMilliseconds / 2);
    await awaitQuiescence(run);
    expect(signatures()).toEqual([]);
    expect(peeks.length).toBeGreaterThan(3);
  });

  test("reports at once what waiting cannot change", async () => {
    const { run, signatures, now } = polled({
      ...late,
      clock: "immediate",
      path: "clusters",
      resource: undefined,
    } as never);
    await awaitQuiescence(run);
    expect([signatures(), now()]).toEqual([["DescribeClusters/immediate/clusters/ACTIVE→PROVISIONING"], 0]);
  });

  test("does not wait for a signature for which an earlier run waited in vain", async () => {
    const { run, signatures, now } = polled(late, undefined, true);
    await awaitQuiescence(run);
    expect([signatures(), now()]).toEqual([[], 0]);
  });

  test("before one command takes a fifth of the deadline and reports nothing", async () => {
    const { run, signatures, now } = polled(late);
    await awaitQuiescenceBefore(run);
    expect(signatures()).toEqual([]);
    expect(now()).toBeGreaterThanOrEqual(restMilliseconds / 5);
    expect(now()).toBeLessThan(restMilliseconds / 2);
  });
});
