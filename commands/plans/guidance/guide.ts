import type { CommandKind } from "../../language/command.ts";
import type { Command } from "../../language/plan.ts";
import type { Random } from "../../language/random.ts";
import type { SymbolicRun } from "../../language/symbolicRun.ts";
import { drawInput, type Wanted, type WeightOf } from "../draw.ts";
import { type AttemptKey, outcomeKey, pairsOf } from "./attempt.ts";
import { Rarity } from "./rarity.ts";
import { spoilt } from "./spoiler.ts";

/** The share of the commands of a guided plan that guidance chooses: the rest keep common calls common. */
const chosenShare = { accepted: 0.35, refused: 0.65 } as const;

/** The most candidates for one command. A refusal must be predicted to know its row, which is what takes time. */
const mostCandidates = { accepted: 5, refused: 7 } as const;

/** The share of the candidates to be refused that are an accepted call with one identifier bent. */
const spoiltShare = 0.3;

interface Candidate {
  readonly command: Command;
  readonly novelty: number;
}

/** Chooses commands for one plan: of several candidates that are possible now, the one that was tried least. */
export class Guide {
  readonly #random: Random;
  readonly #run: SymbolicRun;
  readonly #kinds: readonly CommandKind[];
  readonly #weightOf: WeightOf;
  readonly #rarity: Rarity;

  constructor(random: Random, run: SymbolicRun, kinds: readonly CommandKind[], weightOf: WeightOf) {
    this.#random = random;
    this.#run = run;
    this.#kinds = kinds;
    this.#weightOf = weightOf;
    this.#rarity = new Rarity(random);
  }

  /** The least tried of several candidates; undefined when guidance leaves this command to chance. */
  choose(wanted: Wanted): Command | undefined {
    if (!this.#random.chance(chosenShare[wanted])) return undefined;
    const weights = this.#weights(wanted);
    if (weights.length === 0) return undefined;
    return wanted === "refused" ? this.#refused(weights) : this.#accepted(weights);
  }

  /** Counts a command of the plan, before it is added to the run. */
  note(command: Command): void {
    this.#rarity.note(this.#keysOf(command));
  }

  /** Operations with much that was never tried come more often, and never those that the plan does without. */
  #weights(wanted: Wanted): (readonly [number, CommandKind])[] {
    const { ofRefusals, ofPairs } = this.#rarity;
    const noveltyOf = wanted === "refused" ? ofRefusals : ofPairs;
    return this.#kinds.flatMap((kind) => {
      const weight = Math.sqrt(this.#weightOf(kind, wanted)) * noveltyOf(kind.operation);
      return weight > leastWeight ? [[weight, kind] as const] : [];
    });
  }

  #refused(weights: readonly (readonly [number, CommandKind])[]): Command | undefined {
    let best: Candidate | undefined;
    for (let drawn = 0; drawn < mostCandidates.refused; drawn++) {
      const kind = this.#random.weighted(weights);
      const command = this.#random.chance(spoiltShare) ? this.#spoilt(kind) : this.#mistaken(kind);
      if (command === undefined) continue;
      const keys = this.#keysOf(command);
      const novelty = this.#noveltyOf(keys);
      if (best === undefined || novelty > best.novelty) best = { command, novelty };
      if (keys.some((key) => this.#rarity.isGoal(key))) break;
    }
    return best?.command;
  }

  #spoilt(kind: CommandKind): Command | undefined {
    const sound = drawInput(this.#random, this.#run, kind, "accepted");
    return sound && spoilt(this.#random, this.#run, sound);
  }

  #mistaken(kind: CommandKind): Command | undefined {
    const command = drawInput(this.#random, this.#run, kind, "refused");
    return command && this.#run.predict(command)?.result.kind === "refused" ? command : undefined;
  }

  /** State classes need no prediction, so only the most novel candidates are predicted. */
  #accepted(weights: readonly (readonly [number, CommandKind])[]): Command | undefined {
    const candidates: Candidate[] = [];
    for (let drawn = 0; drawn < mostCandidates.accepted; drawn++) {
      const command = drawInput(this.#random, this.#run, this.#random.weighted(weights), "accepted");
      if (command !== undefined) candidates.push({ command, novelty: this.#noveltyOf(pairsOf(this.#run, command)) });
    }
    candidates.sort((one, other) => other.novelty - one.novelty);
    return candidates.slice(0, 2).find(({ command }) => this.#run.predict(command)?.result.kind === "accepted")
      ?.command;
  }

  #keysOf(command: Command): AttemptKey[] {
    const prediction = this.#run.predict(command);
    if (prediction === undefined) return [];
    return [outcomeKey(command.operation, prediction.result), ...pairsOf(this.#run, command)];
  }

  #noveltyOf(keys: readonly AttemptKey[]): number {
    return keys.reduce((sum, key) => sum + this.#rarity.novelty(key), 0);
  }
}

const leastWeight = 0.001;
