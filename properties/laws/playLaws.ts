import type { Plan } from "../../commands/language/plan.ts";
import type { Divergence } from "../judge/divergence.ts";
import type { Stage } from "../run/runContext.ts";
import { type RunReport, type Sought, showsRunning } from "../run/sequential.ts";
import { Ground, LawEnd } from "./lawContext.ts";
import { lawsNamed } from "./registry.ts";
import { setScene } from "./setUp.ts";

/**
 * A run of laws: plays the plan as a scene, which nobody judges, and then holds the server to each law in turn. Where
 * something is `sought`, the run ends once it shows.
 */
export const playLaws =
  (names: readonly string[]) =>
  async (plan: Plan, prefix: string, stage: Stage, sought?: Sought): Promise<RunReport> => {
    const shown: string[] = [];
    const ground = new Ground(prefix, stage, plan.length, (signature) => {
      shown.push(signature);
      return sought?.enough(shown) === true;
    });
    try {
      await setScene(ground, plan);
      for (const law of lawsNamed(names)) await ground.hold(law);
    } catch (error) {
      if (!(error instanceof LawEnd)) throw error;
    }
    const left = await ground.clear();
    const plain = (text: string): string => text.replaceAll(prefix, "");
    const divergences = firstOfEach(ground.divergences).map((divergence) => ({
      ...divergence,
      expected: plain(divergence.expected),
      actual: plain(divergence.actual),
    }));
    const known = divergences.flatMap((divergence) => {
      const claim = stage.ledger?.claim(divergence.signature);
      return claim === undefined ? [] : [{ id: claim.deviation.id, divergence }];
    });
    for (const { id } of known) stage.tally.needed(id);
    return {
      divergences: divergences.filter((divergence) => !known.some((sighting) => sighting.divergence === divergence)),
      known,
      history: ground.history,
      restMilliseconds: 0,
      left,
      crashed: ground.crashed,
      sawRunning: ground.history.some(showsRunning),
    };
  };

function firstOfEach(divergences: readonly Divergence[]): Divergence[] {
  const told = new Set<string>();
  return divergences.filter(({ signature }) => !told.has(signature) && told.add(signature));
}
