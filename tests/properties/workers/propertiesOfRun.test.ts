import { expect, test } from "vitest";
import { laws } from "../../../properties/laws/registry.ts";
import { lawNames } from "../../../properties/property.ts";
import { propertiesOf } from "../../../properties/workers/propertiesOfRun.ts";

test("every eighth run checks three laws, the others the model", () => {
  const runs = Array.from({ length: 16 }, (_, run) => propertiesOf(run, ["sequential", "laws"]));
  const ofLaws = runs.flatMap((properties, run) =>
    properties.includes("sequential") ? [] : [[run, properties.length]],
  );
  expect(ofLaws).toEqual([
    [7, 3],
    [15, 3],
  ]);
});

test("laws alone are checked in every run", () => {
  expect(propertiesOf(0, ["tags"])).toEqual(["tags"]);
});

test("each law has the name under which it is listed", () => {
  expect(laws.map(({ name }) => name)).toEqual([...lawNames]);
});
