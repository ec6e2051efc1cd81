import type { Signature } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { observationOf } from "../deviations/observation.ts";
import { firstOfEachSignature } from "../judge/divergence.ts";
import type { RunContext } from "../run/runContext.ts";
import { type RunReport, type StopCondition, showsRunning } from "../run/sequential.ts";
import { LawContext, LawEnd } from "./lawContext.ts";
import { lawsNamed } from "./registry.ts";
import { setUp } from "./setUp.ts";

/**
 * A run of laws: plays the plan as its set-up, without judging it, and then checks each law in turn. With a stop
 * condition, the run ends once it is met.
 */
export const playLaws =
  (names: readonly string[]) =>
  async (plan: Plan, prefix: string, run: RunContext, stopWhen?: StopCondition): Promise<RunReport> => {
    const shown: Signature[] = [];
    const context = new LawContext(prefix, run, plan.length, (signature) => {
      shown.push(signature);
      return stopWhen?.met(shown) === true;
    });
    try {
      await setUp(context, plan);
      for (const law of lawsNamed(names)) await context.hold(law);
    } catch (error) {
      if (!(error instanceof LawEnd)) throw error;
    }
    const left = await context.clear();
    const plain = (text: string): string => text.replaceAll(prefix, "");
    const divergences = firstOfEachSignature(context.divergences).map((divergence) => ({
      ...divergence,
      expected: plain(divergence.expected),
      actual: plain(divergence.actual),
    }));
    const known = divergences.flatMap((divergence) => {
      const lock = run.ledger?.match(divergence.signature, () => observationOf(divergence, context.history, plain));
      return lock === undefined ? [] : [{ id: lock.deviation.id, divergence }];
    });
    for (const { id } of known) run.counters.needed(id);
    return {
      divergences: divergences.filter((divergence) => !known.some((sighting) => sighting.divergence === divergence)),
      known,
      history: context.history,
      restMilliseconds: 0,
      left,
      crashed: context.crashed,
      sawRunning: context.history.some(showsRunning),
    };
  };
