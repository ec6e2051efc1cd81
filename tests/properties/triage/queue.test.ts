import { describe, expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import type { Case } from "../../../properties/triage/case.ts";
import type { Finding } from "../../../properties/triage/findings.ts";
import { TriageQueue } from "../../../properties/triage/queue.ts";
import { divergence, found } from "./fakeHost.ts";

const plan = (length: number): Plan => Array(length).fill({ operation: "StopTask", input: {} });
const finding = (written: string, runs = 1, command = 0): Finding => found(plan(9), divergence(written, command), runs);

const signatureOf = (about: Case | undefined) => about && text(about.finding.signature);
const crashes = { crashes: true, waiting: true };

const shrunk = (about: Case, shown: readonly string[]): void => {
  const divergences = shown.map((written) => divergence(written, 1, { operation: "StopTask" }));
  const [first] = divergences;
  if (first === undefined) throw new Error("a divergence");
  about.note(plan(2), divergences);
  about.shrunkPlan = {
    plan: plan(2),
    divergence: first,
    shown: divergences,
    evidence: [],
    log: [],
    path: "0",
    verified: true,
  };
  about.stage = "done";
};

describe("the next finding to triage", () => {
  test("is the most frequently observed one; those that somebody works on are not free", () => {
    const queue = new TriageQueue();
    queue.add([finding("A/unsupported", 1, 1), finding("B/unsupported", 5, 2), finding("C/unsupported", 3, 3)]);
    const [b, c] = [queue.take(crashes), queue.take(crashes)];
    expect([b, c].map(signatureOf)).toEqual(["B/unsupported", "C/unsupported"]);
    if (b !== undefined) queue.release(b);
    expect(signatureOf(queue.take(crashes))).toBe("B/unsupported");
    expect(queue.isBusy).toBe(true);
  });

  test("is one without a readable plan, before those that could be shorter", () => {
    const queue = new TriageQueue();
    queue.add([finding("A/unsupported", 9, 1), finding("B/unsupported", 1, 2)]);
    const a = queue.take(crashes);
    if (a === undefined) throw new Error("a case");
    a.stage = "shrinking";
    queue.release(a);
    expect(signatureOf(queue.take(crashes))).toBe("B/unsupported");
    expect([queue.open, queue.done]).toEqual([{ quick: 1, waiting: 0 }, 0]);
  });

  test("is no crash while crashes would disturb the hunt", () => {
    const queue = new TriageQueue();
    queue.add([finding("server/crash/RunTask", 9)]);
    expect(queue.take({ crashes: false, waiting: true })).toBeUndefined();
    expect(signatureOf(queue.take(crashes))).toBe("server/crash/RunTask");
  });

  test("is none that the call showed which another worker works on: its plan may serve both", () => {
    const queue = new TriageQueue();
    queue.add([finding("A/unsupported"), finding("B/unsupported")]);
    const first = queue.take(crashes);
    expect(queue.take(crashes)).toBeUndefined();
    if (first !== undefined) queue.release(first);
    expect(queue.take(crashes)).toBeDefined();
  });

  test("is none that waits for rest while the worker has enough of them", () => {
    const queue = new TriageQueue();
    const waiting = finding("rest/DescribeTasks/converges/task.lastStatus/STOPPED→RUNNING", 9, 9);
    const quick = finding("A/unsupported");
    queue.add([waiting, quick]);
    expect(queue.open).toEqual({ quick: 1, waiting: 1 });
    expect(signatureOf(queue.take({ crashes: true, waiting: false }))).toBe("A/unsupported");
    expect(queue.take({ crashes: true, waiting: false })).toBeUndefined();
    expect(queue.take({ crashes: true, waiting: true })?.finding).toBe(waiting);
  });

  test("may be one that waits for rest and has no shrunk plan, for the background", () => {
    const queue = new TriageQueue();
    const [one, other] = [7, 8].map((command) =>
      found(plan(command), divergence("rest/DescribeTasks/converges/task.lastStatus/STOPPED→RUNNING", command)),
    );
    if (one === undefined || other === undefined) throw new Error("findings");
    queue.add([finding("A/unsupported", 9), one, other]);
    const about = queue.caseOf(other);
    if (about !== undefined) about.stage = "shrinking";
    expect(queue.takeWaiting()?.finding).toBe(one);
    expect(queue.takeWaiting()).toBeUndefined();
  });

  test("is one with a long plan, of those to shrink further", () => {
    const queue = new TriageQueue();
    const findings = [finding("StopTask/outcome/TK11→accepted", 9, 1), finding("StopTask/reply/html", 1, 2)];
    queue.add(findings);
    const [often, long] = findings.map((each) => queue.caseOf(each));
    if (often === undefined || long === undefined) throw new Error("cases");
    shrunk(often, ["StopTask/outcome/TK11→accepted"]);
    shrunk(long, ["StopTask/reply/html"]);
    if (long.shrunkPlan !== undefined) long.shrunkPlan = { ...long.shrunkPlan, plan: plan(9) };
    often.stage = long.stage = "shrinking";
    expect(queue.take(crashes)).toBe(long);
  });

  test("waits for nothing where the clock can be moved", () => {
    const queue = new TriageQueue(() => false);
    queue.add([finding("rest/DescribeTasks/converges/task.lastStatus/STOPPED→RUNNING", 9, 9)]);
    expect(queue.open).toEqual({ quick: 1, waiting: 0 });
    expect(queue.take({ crashes: true, waiting: false })).toBeDefined();
  });

  test("is no crash while another worker makes the server crash", () => {
    const queue = new TriageQueue();
    queue.add([finding("server/crash", 2, 1), finding("server/crash/RunTask", 1, 2), finding("A/unsupported", 1, 3)]);
    expect(queue.isCrashing).toBe(false);
    expect(signatureOf(queue.take(crashes))).toMatch(/^server.crash/);
    expect(queue.isCrashing).toBe(true);
    expect(signatureOf(queue.take(crashes))).toBe("A/unsupported");
    expect(queue.take(crashes)).toBeUndefined();
  });

  test("counts several times in the backlog if it is a crash, which takes longer", () => {
    const queue = new TriageQueue();
    queue.add([finding("server/crash/RunTask", 1, 9)]);
    expect(queue.open).toEqual({ quick: 5, waiting: 0 });
  });

  test("is no crash while a play that waits would be cut short, and then nothing that waits until the crash is over", () => {
    const queue = new TriageQueue();
    const atRest = (command: number) =>
      found(plan(command), divergence("rest/DescribeTasks/converges/task.lastStatus/STOPPED→RUNNING", command));
    const before = atRest(7);
    queue.add([before]);
    const waiting = queue.takeWaiting();
    queue.add([atRest(8), finding("server/crash/RunTask", 9, 1), finding("A/unsupported", 1, 2)]);
    expect(signatureOf(queue.take(crashes))).toBe("A/unsupported");
    expect(queue.take(crashes)).toBeUndefined();
    if (waiting !== undefined) {
      waiting.stage = "done";
      queue.release(waiting);
    }
    expect(signatureOf(queue.take(crashes))).toBe("server/crash/RunTask");
    expect(queue.takeWaiting()).toBeUndefined();
    expect(queue.take(crashes)).toBeUndefined();
  });

  test("may come again when another run showed it after it did not recur", () => {
    const queue = new TriageQueue();
    const seen = finding("A/unsupported");
    queue.add([seen]);
    const about = queue.take(crashes);
    if (about === undefined) throw new Error("a case");
    about.tried = seen.smallest;
    about.stage = "done";
    queue.release(about);
    queue.add([seen]);
    expect(queue.take(crashes)).toBeUndefined();
    seen.smallest = { ...seen.smallest, plan: plan(3) };
    queue.add([seen]);
    expect(signatureOf(queue.take(crashes))).toBe("A/unsupported");
  });
});

describe("the shrunk plan of another finding", () => {
  const two = (): [TriageQueue, Case, Case] => {
    const queue = new TriageQueue();
    const findings = [finding("StopTask/outcome/TK11→accepted", 1, 1), finding("StopTask/reply/html", 1, 2)];
    queue.add(findings);
    const [one, other] = findings.map((each) => queue.caseOf(each));
    if (one === undefined || other === undefined) throw new Error("cases");
    return [queue, one, other];
  };

  test("serves a finding that it shows with the same cause, without a play of its own", () => {
    const [queue, one, other] = two();
    shrunk(one, ["StopTask/outcome/TK11→accepted", "StopTask/reply/html"]);
    expect(queue.adopt(other)).toBe(true);
    expect(other).toMatchObject({ stage: "done", executions: 0 });
    expect(other.rateOf(plan(2))).toEqual({ hits: 1, tries: 1 });
  });

  test("does not serve a finding that it does not show", () => {
    const [queue, one, other] = two();
    shrunk(one, ["StopTask/outcome/TK11→accepted"]);
    expect(queue.adopt(other)).toBe(false);
  });

  test("is only a beginning while it may become shorter", () => {
    const [queue, one, other] = two();
    shrunk(one, ["StopTask/outcome/TK11→accepted", "StopTask/reply/html"]);
    one.stage = "shrinking";
    expect(queue.adopt(other)).toBe(true);
    expect(other.stage).toBe("shrinking");
    expect(queue.adopt(other)).toBe(false);
    one.stage = "done";
    expect(queue.adopt(other)).toBe(true);
    expect(other.stage).toBe("done");
  });
});
