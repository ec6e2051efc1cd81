import { expect, test } from "vitest";
import { ReadWriteLock } from "../../../properties/run/readWriteLock.ts";

/** Work that ends on command. */
function work(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = async () => {
    log.push(`${name} begins`);
    await promise;
    log.push(`${name} ends`);
  };
  return { run, end: resolve };
}

test("shared work overlaps; exclusive work waits for it and delays later work", async () => {
  const lock = new ReadWriteLock();
  const log: string[] = [];
  const [a, b, alone, later] = ["a", "b", "alone", "later"].map((name) => work(log, name));
  if (!a || !b || !alone || !later) throw new Error("four works");
  const all = [lock.shared(a.run), lock.shared(b.run), lock.exclusive(alone.run), lock.shared(later.run)];
  expect(log).toEqual(["a begins", "b begins"]);
  a.end();
  b.end();
  await all[0];
  await all[1];
  expect(log.slice(2).sort()).toEqual(["a ends", "alone begins", "b ends"].sort());
  alone.end();
  await all[2];
  later.end();
  await all[3];
  expect(log.slice(5)).toEqual(["alone ends", "later begins", "later ends"]);
});

test("work that fails releases the lock and fails only its caller", async () => {
  const lock = new ReadWriteLock();
  const failing = lock.exclusive(() => Promise.reject(new Error("no")));
  const next = lock.exclusive(async () => "done");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("done");
});
