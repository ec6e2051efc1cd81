import { produce } from "immer";
import { expect, test } from "vitest";
import { get, type PersistentMap, put, values } from "../../../model/language/persistentMap.ts";

const names = Array.from({ length: 500 }, (_, index) => `name-${index}`);

const filled = (): PersistentMap<{ name: string }> =>
  produce({} as PersistentMap<{ name: string }>, (draft) => {
    for (const name of names) put(draft, name, { name });
  });

test("what was put exists, what was not does not, even under the name of a member of every object", () => {
  const shelf = filled();
  for (const name of names) expect(get(shelf, name)?.name).toBe(name);
  for (const name of ["name-500", "constructor", "toString"]) expect(get(shelf, name)).toBeUndefined();
  expect(values(shelf).map(({ name }) => name)).toHaveLength(names.length);
  expect(new Set(values(shelf).map(({ name }) => name))).toEqual(new Set(names));
});

test("a change copies only a few of many entries", () => {
  const before = filled();
  const after = produce(before, (draft) => put(draft, "name-7", { name: "new" }));
  const racks = Object.keys(before).filter((rack) => before[rack] !== after[rack]);
  expect(racks).toHaveLength(1);
  const [rack = ""] = racks;
  expect(
    Object.keys(before[rack] ?? {}).filter((shelf) => before[rack]?.[shelf] !== after[rack]?.[shelf]),
  ).toHaveLength(1);
  expect(get(before, "name-7")?.name).toBe("name-7");
});
