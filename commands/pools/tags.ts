import { given, type Random } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";

const keys = ["a", "b", "A", "team/x", "k:1"] as const;
const texts = ["1", "2", "", "ünï cödé", "a=b@c"] as const;

/** One to three tags with keys from a small pool (row T1). */
export const tags = (random: Random, most = 3): PlanInput[] =>
  random.some(keys, 1, most).map((key) => ({ key, value: random.pick(texts) }));

export const tagKeys = (random: Random): string[] => random.some(keys, 1, 2);

/** The tags of new tasks: their own and those of the definition (row TK29). */
export const labels = (random: Random): PlanInput => {
  const own = random.maybe(0.2, () => tags(random));
  return given({ tags: own, propagateTags: random.maybe(own === undefined ? 0.05 : 0.5, () => "TASK_DEFINITION") });
};

/** Tags with one mistake each. */
export const badTags = (random: Random): PlanInput[] =>
  random.pick<PlanInput[]>([
    [{ key: "aws:x", value: "1" }],
    [{ key: "k".repeat(129), value: "1" }],
    [{ key: "k", value: "v".repeat(257) }],
    [
      { key: "a", value: "1" },
      { key: "a", value: "2" },
    ],
    [{ key: "a*b", value: "1" }],
  ]);

/** What TagResource alone refuses: a tag without a value (rows T2d, T2n). */
export const valueless = (random: Random): PlanInput[] => [...tags(random, 1), { key: "no-value" }];
