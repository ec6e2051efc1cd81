import type { Tag } from "@aws-sdk/client-ecs";
import { EcsError, invalidParameter } from "../errors.ts";
import type { Simulation } from "../simulation.ts";

import type { Wire } from "../wire.ts";

export type Tags = Map<string, string>;

type TagList = readonly Wire<Tag>[];

const mostTags = 50;
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The tags of a new resource. Refuses invalid ones (T1). */
export function newTags(list: TagList | undefined): Tags {
  const tags = readTags(list);
  if ([...tags.keys()].some((key) => /^aws:/i.test(key))) {
    throw invalidParameter("Some tag keys begin with the reserved prefix aws:.");
  }
  return tags;
}

/** The tags of a request by key, reserved keys included. */
export function readTags(list: TagList | undefined): Tags {
  const tags: Tags = new Map();
  for (const { key, value = "" } of list ?? []) {
    requireTag(key, value);
    if (tags.has(key as string))
      throw invalidParameter("Duplicate tag keys found. Please note that Tag keys are case sensitive.");
    tags.set(key as string, value);
  }
  if (tags.size > mostTags) throw invalidParameter(`The maximum number of tags is ${mostTags}.`);
  return tags;
}

/** Adds and overwrites the given tags and keeps the others (T2, T7). */
export function mergeTags(sim: Simulation, tags: Tags, list: TagList): Tags {
  const merged = sim.bugged("tag-resource-replaces-all-tags") ? new Map() : new Map(tags);
  for (const [key, value] of newTags(list)) merged.set(plantedSameKey(sim, merged, key) ?? key, value);
  if (merged.size > mostTags) {
    throw new EcsError("LimitExceededException", `The maximum number of tags is ${mostTags}.`);
  }
  return merged;
}

export function showTags(tags: Tags): { key: string; value: string }[] {
  return Array.from(tags, ([key, value]) => ({ key, value }));
}

function requireTag(key: string | undefined, value: string): void {
  if (key === undefined || key.length < 1 || key.length > 128) {
    throw invalidParameter("Tag keys must be between 1 and 128 characters in length.");
  }
  if (value.length > 256) throw invalidParameter("Tag values must be at most 256 characters in length.");
  if (!characters.test(key) || !characters.test(value)) {
    throw invalidParameter(
      "Some tags contain invalid characters. Valid characters: UTF-8 letters, spaces, numbers and _ . / = + - : @.",
    );
  }
}

function plantedSameKey(sim: Simulation, tags: Tags, key: string): string | undefined {
  if (!sim.bugged("tag-keys-ignore-case")) return undefined;
  return [...tags.keys()].find((present) => present.toLowerCase() === key.toLowerCase());
}
