import { describe, expect, test } from "vitest";
import { defaultPlanOptions } from "../../../commands/generate.ts";
import { laws } from "../../../properties/laws/registry.ts";
import { sceneOptions } from "../../../properties/laws/scene.ts";
import { PlanSource } from "../../../properties/planSource.ts";
import { hold, simulatorClient } from "./stageFor.ts";

describe("a healthy simulator with jitter keeps every law", () => {
  const scenes = new PlanSource(11, sceneOptions(defaultPlanOptions));

  test.each(laws.map(({ name }) => name))("%s", async (law) => {
    const client = await simulatorClient({ jitter: true, seed: 5 });
    for (let run = 0; run < 4; run++) {
      const { divergences, left, laws: counts } = await hold([law], scenes.at(run), client);
      expect(divergences.map(({ signature, actual }) => `${signature} ${actual}`)).toEqual([]);
      expect(counts.get(law)).toEqual({ checked: 1, violated: 0, unobserved: 0 });
      expect(left).toEqual([]);
    }
  });
});
