import { EcsError } from "../../errors.ts";
import type { Simulation } from "../../simulation.ts";
import type { Override, Rule } from "./rule.ts";

/** Replaces a rule that the simulator asks for by `sim.rule(truth)`. The wrong rule may still call the true one. */
export function override<A extends unknown[], R>(
  truth: (...args: A) => R,
  planted: (...args: NoInfer<A>) => NoInfer<R>,
): Override {
  return { truth: truth as Rule, planted: planted as Rule };
}

type Operation<I> = (sim: Simulation, input: I) => object;

/** Replaces a whole operation. */
export function overrideOperation<I>(truth: Operation<I>, planted: Operation<NoInfer<I>>): Override {
  return { truth: truth as Rule, planted: planted as Rule };
}

/** The operation reads other members than the request has. */
export function overrideInput<I>(truth: Operation<I>, misread: (input: NoInfer<I>) => NoInfer<I>): Override {
  return overrideOperation(truth, (sim, input) => truth(sim, misread(input)));
}

/** The operation refuses with another error. */
export function overrideError<I>(
  truth: Operation<I>,
  isMeant: (error: EcsError) => boolean,
  instead: (error: EcsError) => EcsError,
): Override {
  return overrideOperation(truth, (sim, input) => {
    try {
      return truth(sim, input);
    } catch (error) {
      throw error instanceof EcsError && isMeant(error) ? instead(error) : error;
    }
  });
}

/** The operation reports no failures. */
export function withoutFailures<I>(truth: Operation<I>): Override {
  return overrideOperation(truth, (sim, input) => ({ ...truth(sim, input), failures: [] }));
}

/** A check that refuses nothing. */
export const unchecked = (truth: Rule): readonly Override[] => [{ truth, planted: () => {} }];
