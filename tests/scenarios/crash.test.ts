import { expect, onTestFinished, test } from "vitest";
import { Ledger, readLedger } from "../../properties/deviations/ledger.ts";
import { ServerCrash, throughCrashes } from "../../scenarios/kit/crash.ts";
import type { Scenario } from "../../scenarios/kit/runner/declared.ts";
import { playScenario } from "../../scenarios/kit/runner/play.ts";
import { openEmbedded } from "../../targets/embedded.ts";
import { ledgerFolder } from "../../targets/ledgers.ts";

const signal = new AbortController().signal;

test("what a crash of the server aborts is reported as a crash, and not by its consequences", async () => {
  const target = await openEmbedded({ seed: 1, speed: "manual", jitter: false, bug: "crash-on-empty-tag-value" });
  onTestFinished(() => target.close());
  let after = false;
  const body: Scenario["body"] = async ({ ecs, cluster }) => {
    const { clusterArn: resourceArn = "" } = (await ecs.describeCluster(cluster)) ?? {};
    await ecs.call("TagResource", { resourceArn, tags: [{ key: "k", value: "" }] }).catch(() => undefined);
    await ecs.describeCluster(cluster);
    after = true;
  };
  const scenario: Scenario = { name: "one of this test", needs: [], programs: [], bug: "stopped-tasks-vanish", body };
  const failure = await playScenario(scenario, target, { ledger: new Ledger(), signal, judged: true }).catch(
    (error: Error) => error,
  );
  expect(failure).toBeInstanceOf(ServerCrash);
  expect(String(failure)).toMatch(/^ServerCrash: the server crashed: TagResource was not answered: /);
  expect(after).toBe(false);
});

/** Crashes this many times, and then returns. */
function crashing(times: number) {
  let plays = 0;
  return async () => {
    plays += 1;
    if (plays <= times) throw new ServerCrash("the server crashed");
    return plays;
  };
}

const known = readLedger(ledgerFolder("kecs", undefined));

const never = () => false;

test("what a known crash aborts is played again, three times in all", async () => {
  expect(await throughCrashes(known, crashing(2), never)).toBe(3);
  const always = throughCrashes(known, crashing(9), never);
  await expect(always).rejects.toThrow(/^the server crashed\nplayed 3 times; .*dies-fifteen-seconds/);
});

test("an unexpected outcome is played again if a crash may have been unnoticed, and counts when it occurs again", async () => {
  expect(await throughCrashes(known, crashing(0), (plays) => plays === 1)).toBe(2);
  expect(await throughCrashes(known, crashing(0), () => true)).toBe(3);
  expect(await throughCrashes(new Ledger(), crashing(0), () => true)).toBe(1);
});

test("an unknown crash is a failure at once", async () => {
  await expect(throughCrashes(new Ledger(), crashing(1), never)).rejects.toThrow(ServerCrash);
});

test("other failures are not played again", async () => {
  let plays = 0;
  const failing = async () => {
    plays += 1;
    throw new Error("wrong");
  };
  await expect(throughCrashes(known, failing, never)).rejects.toThrow("wrong");
  expect(plays).toBe(1);
});
