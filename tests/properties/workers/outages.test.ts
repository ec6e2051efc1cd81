import { expect, test } from "vitest";
import { Outages } from "../../../properties/workers/outages.ts";

test("workers in the same outage wait for it together, and it counts once", async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let asked = 0;
  const outages = new Outages(() => {
    asked++;
    return promise;
  });
  const waits = [outages.wait(), outages.wait()];
  resolve(true);
  expect(await Promise.all(waits)).toEqual([
    { back: true, outage: 1 },
    { back: true, outage: 1 },
  ]);
  expect([outages.count, asked]).toEqual([1, 1]);
  expect(await outages.wait()).toEqual({ back: true, outage: 2 });
});
