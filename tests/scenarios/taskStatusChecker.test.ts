import { expect, test } from "vitest";
import type { Exchange } from "../../clients/client.ts";
import { type Caller, ecsClient } from "../../scenarios/kit/ecsClient.ts";
import type { Pace } from "../../scenarios/kit/pace.ts";
import { TaskStatusChecker } from "../../scenarios/kit/taskStatusChecker.ts";
import { Waiting } from "../../scenarios/kit/waiting.ts";

const arn = "arn:aws:ecs:us-east-1:123456789012:task/c/0123456789abcdef0123456789abcdef";

type Seen = readonly [lastStatus: string, desiredStatus: string];

/** A task that is in the next of these states at each look. */
function checkerOf(...states: Seen[]): TaskStatusChecker {
  let now = 0;
  const pace: Pace = {
    stepped: true,
    patienceSeconds: 20,
    watchSeconds: 5,
    now: () => now,
    pass: async () => {
      now += 1;
    },
  };
  const caller: Caller = {
    async call() {
      const [lastStatus, desiredStatus] = states[Math.min(now, states.length - 1)] as Seen;
      const exchange = reply(lastStatus, desiredStatus);
      checker.see(exchange);
      return exchange;
    },
  };
  const checker = new TaskStatusChecker(ecsClient(caller), new Waiting(pace, new AbortController().signal));
  now = 0;
  checker.see(reply(...(states[0] as Seen)));
  return checker;
}

function reply(lastStatus: string, desiredStatus: string): Exchange {
  const json = { tasks: [{ taskArn: arn, lastStatus, desiredStatus }] };
  const text = JSON.stringify(json);
  return { kind: "answered", status: 200, text, json, contentType: "application/x-amz-json-1.1", milliseconds: 1 };
}

const life: Seen[] = [
  ["PROVISIONING", "RUNNING"],
  ["PENDING", "RUNNING"],
  ["RUNNING", "RUNNING"],
  ["DEPROVISIONING", "STOPPED"],
  ["STOPPED", "STOPPED"],
];

test("records each state once, with its time, from the first reply on", async () => {
  const checker = checkerOf(...life);
  await checker.waitForStatus(arn, "STOPPED");
  const history = checker.getStatusHistory(arn);
  expect(history.map(({ lastStatus }) => lastStatus)).toEqual(life.map(([lastStatus]) => lastStatus));
  expect(history[0]?.atSeconds).toBe(0);
  expect(history.every(({ atSeconds }, index) => index === 0 || atSeconds > (history[index - 1]?.atSeconds ?? 0))).toBe(
    true,
  );
  expect(() => checker.validateTransitions(arn)).not.toThrow();
  expect(checker.report()).toEqual([
    expect.stringMatching(/^task 01234567: PROVISIONING at 0\.0 s → .* → DEPROVISIONING \(to stop\) .* → STOPPED at/),
  ]);
});

test("fails at once when a task has skipped the awaited state", async () => {
  const checker = checkerOf(...life);
  await expect(checker.waitForStatus(arn, "ACTIVATING")).rejects.toThrow(
    "never observed ACTIVATING: PROVISIONING at 0.0 s",
  );
});

test("fails with the observed states when the awaited one never occurs", async () => {
  const checker = checkerOf(["PENDING", "RUNNING"]);
  await expect(checker.waitForStatus(arn, "RUNNING")).rejects.toThrow(
    /waited 20 s in vain for task 01234567 to be RUNNING; last observed: \[\{"lastStatus":"PENDING"/,
  );
});

test.each<[string, Seen[], string]>([
  [
    "back from RUNNING to PENDING",
    [
      ["RUNNING", "RUNNING"],
      ["PENDING", "RUNNING"],
    ],
    "went back",
  ],
  [
    "desired again after it was to stop",
    [
      ["RUNNING", "STOPPED"],
      ["RUNNING", "RUNNING"],
    ],
    "was to stop",
  ],
  [
    "STOPPED and desired to run",
    [
      ["RUNNING", "RUNNING"],
      ["STOPPED", "RUNNING"],
    ],
    "desired to be RUNNING",
  ],
  [
    "alive after its end",
    [
      ["STOPPED", "STOPPED"],
      ["RUNNING", "STOPPED"],
    ],
    "went back",
  ],
  [
    "in a state that ECS does not know",
    [
      ["RUNNING", "RUNNING"],
      ["EXITED", "STOPPED"],
    ],
    "does not know",
  ],
])("a history is wrong: %s", async (_, states, complaint) => {
  const checker = checkerOf(...states);
  for (const [lastStatus, desiredStatus] of states) checker.see(reply(lastStatus, desiredStatus));
  expect(() => checker.validateTransitions(arn)).toThrow(complaint);
});

test("a task that was never observed has no valid history", () => {
  expect(() => checkerOf(...life).validateTransitions("arn:of/another/task")).toThrow("was never observed");
});
