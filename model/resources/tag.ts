import { type Expected, unordered } from "../language/expectation.ts";
import type { Tag } from "../language/state.ts";
import { refuse } from "../language/step.ts";

type GivenTag = { key?: string | undefined; value?: string | undefined };

const text = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Tags as a list in any order (row T8). */
export const tagList = (tags: readonly Tag[]): Expected =>
  unordered(
    tags.map((tag) => ({ key: tag.key, value: tag.value })),
    "key",
  );

/** The limits of row T1; tags that exceed them are refused. */
export function badTags(tags: readonly GivenTag[] | undefined) {
  if (tags === undefined) return undefined;
  const keys = tags.map((tag) => tag.key ?? "");
  const broken =
    tags.length > 50 ||
    new Set(keys).size < keys.length ||
    tags.some(
      ({ key = "", value = "" }) =>
        key.length < 1 ||
        key.length > 128 ||
        value.length > 256 ||
        /^aws:/i.test(key) ||
        !text.test(key) ||
        !text.test(value),
    );
  return broken ? refuse("T1") : undefined;
}

/** Overwrites or adds the listed keys; the others stay (row T2). */
export function upsert(tags: Tag[], given: readonly GivenTag[]): void {
  for (const { key = "", value = "" } of given) {
    const found = tags.find((tag) => tag.key === key);
    if (found === undefined) tags.push({ key, value });
    else found.value = value;
  }
}

export const copyTags = (tags: readonly GivenTag[] | undefined): Tag[] =>
  (tags ?? []).map(({ key = "", value = "" }) => ({ key, value }));
