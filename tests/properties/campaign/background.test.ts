import { expect, test } from "vitest";
import { Background } from "../../../properties/campaign/background.ts";

test("work is in the background until it ends", async () => {
  const background = new Background();
  const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  background.add(one.promise);
  background.add(other.promise);
  expect(background.size).toBe(2);
  one.resolve();
  await one.promise;
  await Promise.resolve();
  expect(background.size).toBe(1);
  const ended = background.ended();
  other.resolve();
  await ended;
  expect(background.size).toBe(0);
});
