import type { Command, Plan } from "../../commands/language/plan.ts";
import { mapStrings, resolve } from "../../commands/language/reference.ts";
import { SymbolicRun } from "../../commands/language/symbolicRun.ts";
import type { Expected } from "../../model/language/expectation.ts";
import type { Json, JsonObject } from "../../model/language/json.ts";
import { lookup } from "../../model/language/lookup.ts";
import { type OutcomeName, outcomeName } from "../../model/operationFacts.ts";
import type { Oracle } from "../judge/oracle.ts";
import { standInFor } from "./standIn.ts";
import { literalAt } from "./substitution.ts";

/** The replies of a run, to which later commands of its plan refer. */
export class References {
  readonly #plan: Plan;
  readonly #oracle: Oracle;
  readonly #standsIn: boolean;
  readonly #answers: (Json | undefined)[] = [];
  #usedStandIn = false;
  #predicted: Predicted | undefined;

  constructor(plan: Plan, oracle: Oracle, standsIn: boolean) {
    this.#plan = plan;
    this.#oracle = oracle;
    this.#standsIn = standsIn;
  }

  /** Did a value stand in for one that no reply had? */
  get usedStandIn(): boolean {
    return this.#usedStandIn;
  }

  /** Keeps the reply of an accepted command. */
  keep(index: number, answer: Json | undefined): void {
    this.#answers[index] = answer;
  }

  /**
   * The input without references: each is replaced by what the server returned. Ids that the model knows as placeholders
   * become these again. Where no reply has the value, because an earlier call was refused or not sent, or its reply lacks
   * it, the value that the model predicted may stand for it: the call is judged all the same, against what exists. Of an
   * ARN that the plan writes out, the region and the account become placeholders where they are the server's.
   */
  resolved(command: Command): JsonObject | undefined {
    const input = mapStrings(command.input, (text) => this.#oracle.symbolic(text));
    const named: string[] = [];
    const keep = (value: string | number | undefined) => {
      if (typeof value === "string") named.push(value);
      return value;
    };
    resolve(input, (step, path) => keep(this.#valueAt(step, path)) ?? "");
    return resolve(input, (step, path) => this.#valueAt(step, path) ?? keep(this.#predictedAt(step, path, named)));
  }

  /** An id that the model could not take in, because of its form, names nothing that can be judged. */
  #valueAt(step: number, path: string): string | number | undefined {
    const value = literalAt(this.#answers[step], path);
    if (typeof value !== "string") return value;
    return chosenIds.test(path) && !this.#oracle.namesKnownId(value) ? undefined : this.#oracle.symbolic(value);
  }

  /** The outcome for which the command was drawn; undefined when even its references had no value. */
  outcomeOf(index: number): OutcomeName | undefined {
    return this.#predictions.outcomes[index];
  }

  get #predictions(): Predicted {
    this.#predicted ??= predict(this.#plan, this.#oracle);
    return this.#predicted;
  }

  /** Nothing is named twice because of a stand-in: `named` is what the input names already. */
  #predictedAt(step: number, path: string, named: readonly string[]): string | number | undefined {
    if (!this.#standsIn) return undefined;
    const value = lookup(this.#predictions.outputs[step] ?? null, path);
    if (value !== undefined) this.#usedStandIn = true;
    return typeof value === "string" ? standInFor(value, this.#oracle, named) : value;
  }
}

interface Predicted {
  readonly outputs: readonly (Expected | undefined)[];
  readonly outcomes: readonly (OutcomeName | undefined)[];
}

/** What the model expected of each command when the plan was drawn. */
function predict(plan: Plan, { abilities }: Oracle): Predicted {
  const run = new SymbolicRun(abilities);
  const results = plan.map((command) => run.add(command));
  return { outputs: run.outputs, outcomes: results.map((result) => result && outcomeName(result)) };
}

/** Members with an id that the server chooses. */
const chosenIds = /(?:^|\.)(?:taskArn|containerInstanceArn|taskSetArn)$|^taskSet\.id$/;
