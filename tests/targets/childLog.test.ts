import { expect, test } from "vitest";
import { ChildLog } from "../../targets/childLog.ts";

const ever = [new Date(0), new Date(Date.now() + 60_000)] as const;

test("lines are complete, by stream, and empty ones are omitted", () => {
  const log = new ChildLog();
  log.add("stdout", "one\ntw");
  log.add("stderr", "fault\n");
  log.add("stdout", "o\n\n");
  log.add("stderr", "half");
  expect(log.between(...ever)).toEqual(["one", "fault", "two"]);
  expect(log.lastLine).toBe("half");
});

test("a span of time has its own lines", () => {
  const log = new ChildLog();
  log.add("stdout", "now\n");
  expect(log.between(new Date(0), new Date(Date.now() - 60_000))).toEqual([]);
  expect(log.between(new Date(Date.now() + 60_000), new Date(Date.now() + 120_000))).toEqual([]);
});

test("the log of a server that writes without end does not grow", () => {
  const log = new ChildLog();
  for (let count = 0; count < 3000; count++) log.add("stdout", `${count} ${"x".repeat(5000)}\n`);
  const lines = log.between(...ever);
  expect(lines).toHaveLength(2000);
  expect(lines.at(-1)?.startsWith("2999 ")).toBe(true);
  expect(Math.max(...lines.map(({ length }) => length))).toBe(2000);
});

test("a line is kept without its colours", () => {
  const log = new ChildLog();
  log.add("stderr", "\u001b[31m\u001b[1mPOST / HTTP/1.1\u001b[0m 400\n");
  expect(log.lastLine).toBe("POST / HTTP/1.1 400");
});
