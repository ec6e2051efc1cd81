import { expect, test } from "vitest";
import { Background } from "../../../properties/campaign/background.ts";

test("a worker has only so much work in the background, and room again when some of it ends", async () => {
  const background = new Background(2);
  const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  background.add(one.promise);
  expect(background.isFull).toBe(false);
  background.add(other.promise);
  expect(background.isFull).toBe(true);
  one.resolve();
  await one.promise;
  await Promise.resolve();
  expect(background.isFull).toBe(false);
  const ended = background.ended();
  other.resolve();
  await ended;
  expect(background.isFull).toBe(false);
});
