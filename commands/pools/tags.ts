import type { Draw } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";

const keys = ["a", "b", "A", "team/x", "k:1"] as const;
const texts = ["1", "2", "", "ünï cödé", "a=b@c"] as const;

/** One to three tags with keys from a small pool (row T1). */
export const tags = (draw: Draw, most = 3): PlanInput[] =>
  draw.some(keys, 1, most).map((key) => ({ key, value: draw.pick(texts) }));

export const tagKeys = (draw: Draw): string[] => draw.some(keys, 1, 2);

/** Tags with one fault each. */
export const badTags = (draw: Draw): PlanInput[] =>
  draw.pick<PlanInput[]>([
    [{ key: "aws:x", value: "1" }],
    [{ key: "k".repeat(129), value: "1" }],
    [{ key: "k", value: "v".repeat(257) }],
    [
      { key: "a", value: "1" },
      { key: "a", value: "2" },
    ],
    [{ key: "a*b", value: "1" }],
  ]);
