import type { Difference } from "../../checker/difference.ts";
import { mapTexts, text } from "../../checker/signature.ts";
import { type Divergence, divergencesOf, type ReplyPosition, withoutEchoes } from "../judge/divergence.ts";
import type { Fault } from "../judge/fault.ts";
import { tagsOf } from "../judge/masks.ts";
import type { Counters } from "../measures/counters.ts";
import type { Deviation } from "./deviation.ts";
import type { Ledger, Match } from "./ledger.ts";
import { observationOf, type Sent } from "./observation.ts";
import type { Patch } from "./patch.ts";

/** A divergence that a known deviation explains. */
export interface KnownDivergence {
  readonly id: string;
  readonly divergence: Divergence;
}

/** A fault, divided into the part that known deviations explain and the rest. */
export interface SplitFault {
  /** The part that no deviation explains: it is reported, masked and put in quarantine as usual. */
  readonly left: Fault | undefined;
  readonly unknown: readonly Divergence[];
  readonly known: readonly KnownDivergence[];
  /** Known differences, each with its deviation: when later replies show them again, those are echoes. */
  readonly echoes: readonly (readonly [Difference, Deviation])[];
}

/**
 * Compares the faults of one run with a ledger. A deviation holds for the signatures that its patch names. When it made
 * a member wrong, later replies of any operation may show that member again; this echo is known too: the same member,
 * wrong in the same way. If it is wrong in another way, that is reported.
 */
export class DeviationMatcher {
  readonly #ledger: Ledger;
  readonly #counters: Counters;
  readonly #namespace: string;
  readonly #history: readonly Sent[];
  readonly #echoes = new Map<string, Deviation>();
  readonly #divergences = new Map<string, KnownDivergence>();
  /** The deviations that the current reply already needed. */
  #needed = new Set<string>();

  /** `history` grows while the run goes on. */
  constructor(ledger: Ledger, counters: Counters, namespace: string, history: readonly Sent[]) {
    this.#ledger = ledger;
    this.#counters = counters;
    this.#namespace = namespace;
    this.#history = history;
  }

  /** Each known signature, with its last divergence. */
  get divergences(): readonly KnownDivergence[] {
    return [...this.#divergences.values()];
  }

  /** Begins the comparison of another reply. */
  next(): void {
    this.#counters.compared++;
    this.#needed = new Set();
  }

  split(fault: Fault, place: ReplyPosition): SplitFault {
    if (this.#ledger.deviations.length === 0)
      return { left: fault, unknown: divergencesOf(fault, place), known: [], echoes: [] };
    return fault.kind === "output" ? this.#splitOutput(fault, place) : this.#splitLayers(fault, place);
  }

  /** Is this divergence known? If so, counts that the reply needed the deviation. */
  has(divergence: Divergence): boolean {
    const match = this.#match(divergence);
    if (match !== undefined) this.note({ known: [{ id: match.deviation.id, divergence }], echoes: [] });
    return match !== undefined;
  }

  /** Counts the deviations that the current reply needed. */
  note({ known, echoes }: Pick<SplitFault, "known" | "echoes">): void {
    for (const each of known) {
      if (this.#needed.size === 0) this.#counters.masked++;
      if (!this.#needed.has(each.id)) this.#counters.needed(each.id);
      this.#needed.add(each.id);
      this.#divergences.set(`${each.id} ${text(each.divergence.signature)}`, each);
    }
    this.expectEchoes({ echoes });
  }

  /** From now on the same members are known to be wrong in the same way. */
  expectEchoes({ echoes }: Pick<SplitFault, "echoes">): void {
    for (const [difference, deviation] of echoes) {
      const key = echoOf(difference);
      if (key !== undefined && !this.#echoes.has(key)) this.#echoes.set(key, deviation);
    }
  }

  #match(divergence: Divergence): Match | undefined {
    const plain = (text: string): string => text.replaceAll(this.#namespace, "");
    const observe = () => observationOf(divergence, this.#history, plain);
    return this.#ledger.match(mapTexts(divergence.signature, plain), observe);
  }

  #splitOutput(fault: Extract<Fault, { kind: "output" }>, place: ReplyPosition): SplitFault {
    const known: KnownDivergence[] = [];
    const echoes: [Difference, Deviation][] = [];
    const differences = withoutEchoes(fault.differences).filter((difference) => {
      const [divergence] = divergencesOf({ ...fault, differences: [difference] }, place);
      if (divergence === undefined) return false;
      const match = this.#match(divergence);
      const deviation = match?.deviation ?? this.#echoes.get(echoOf(difference) ?? "");
      if (deviation === undefined) return true;
      known.push({ id: deviation.id, divergence });
      if (match === undefined || mayEcho(match.patch)) echoes.push([difference, deviation]);
      return false;
    });
    const left = differences.length === 0 ? undefined : { ...fault, differences };
    return { left, unknown: left === undefined ? [] : divergencesOf(left, place), known, echoes };
  }

  /** After a known error type, its status is compared, and then its text. */
  #splitLayers(fault: Fault, place: ReplyPosition): SplitFault {
    const known: KnownDivergence[] = [];
    let layer: Fault | undefined = fault;
    for (let last: Match | undefined; layer !== undefined; layer = behind(layer)) {
      const [divergence] = divergencesOf(layer, place);
      if (divergence === undefined) break;
      const match: Match | undefined = belongsTo(last, layer) ? last : this.#match(divergence);
      if (match === undefined) break;
      known.push({ id: match.deviation.id, divergence });
      last = match;
    }
    return { left: layer, unknown: layer === undefined ? [] : divergencesOf(layer, place), known, echoes: [] };
  }
}

/** A patch for commands' own replies says that the server stores what ECS stores: later reads show it. */
const mayEcho = (patch: Patch): boolean =>
  !(patch.kind === "member" && patch.looks?.every((look) => look === "reply") === true);

const behind = (fault: Fault): Fault | undefined => (fault.kind === "error" ? fault.behind : undefined);

/** Do the status and the text belong to a known wrong error type? */
function belongsTo(match: Match | undefined, fault: Fault): boolean {
  if (match?.patch.kind !== "error" || fault.kind !== "error") return false;
  return fault.part === "status" ? fault.actual === String(match.patch.status) : match.patch.text === "any";
}

/** The identity of an echo: the same member of the same resource, wrong in the same way. */
function echoOf({ resource, expectedKind, actualKind }: Difference): string | undefined {
  if (resource === undefined) return undefined;
  const { kind, name, member } = resource;
  const whose = member.startsWith("tags") ? tagsOf(resource) : `${kind}:${name}`;
  return `${whose} ${member} ${expectedKind}→${actualKind}`;
}
