import { parse } from "../../../checker/signature.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import { defaultPlanOptions } from "../../../commands/plans/generate.ts";
import type { Divergence } from "../../../properties/judge/divergence.ts";
import { Case } from "../../../properties/triage/case.ts";
import { type Circumstances, type Finding, Findings } from "../../../properties/triage/findings.ts";
import type { Purpose, TriageHost } from "../../../properties/triage/search.ts";
import type { RunResult } from "../../../properties/workers/workerPool.ts";

/** A divergence of a command, without what triage does not read. */
export const divergence = (written: string, command: number, more: Partial<Divergence> = {}): Divergence =>
  ({
    signature: parse(written),
    operation: written.split("/")[0],
    command,
    look: undefined,
    clock: "immediate",
    ...more,
  }) as Divergence;

export const result = (divergences: readonly Divergence[], more: Partial<RunResult> = {}): RunResult =>
  ({
    divergences,
    properties: ["sequential"],
    disturbed: false,
    crashed: false,
    outage: undefined,
    history: [],
    prefix: "k1-",
    ...more,
  }) as unknown as RunResult;

/** The finding of one hunting run, observed in so many runs. */
export function found(plan: Plan, seen: Divergence, runs = 1, circumstances?: Circumstances): Finding {
  const findings = new Findings();
  for (let run = 0; run < runs; run++) findings.see(run, plan, result([seen]), circumstances);
  const [finding] = findings.inOrder();
  if (finding === undefined) throw new Error("a finding");
  return finding;
}

export const caseOf = (plan: Plan, seen: Divergence, runs = 1): Case => new Case(found(plan, seen, runs));

export interface FakeHost extends TriageHost {
  /** What was played, in order. */
  readonly played: { readonly plan: Plan; readonly purpose: Purpose; readonly stepped: boolean }[];
}

/** A server that shows in a play what `answer` says; undefined ends the campaign. */
export function fakeHost(
  answer: (plan: Plan, play: number) => RunResult | undefined,
  more: Partial<TriageHost> = {},
): FakeHost {
  const played: FakeHost["played"] = [];
  let over = false;
  return {
    played,
    play: async (plan, purpose, { stepped }) => {
      const answered = answer(plan, played.length);
      played.push({ plan, purpose, stepped: stepped === true });
      over ||= answered === undefined;
      return answered;
    },
    planOptions: defaultPlanOptions,
    log: async () => [],
    shortRest: undefined,
    stepped: false,
    enoughPlays: 3,
    uptimes: [],
    mistake: (error) => {
      throw error;
    },
    over: () => over,
    ...more,
  };
}
