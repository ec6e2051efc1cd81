import type { Difference } from "../../checker/difference.ts";
import { mapTexts, text } from "../../checker/signature.ts";
import { type Divergence, divergencesOf, type ReplyPosition, withoutEchoes } from "../judge/divergence.ts";
import type { Fault } from "../judge/fault.ts";
import { tagsOf } from "../judge/masks.ts";
import type { Counters } from "../measures/counters.ts";
import type { Deviation } from "./deviation.ts";
import type { Ledger, Match } from "./ledger.ts";

/** A divergence that a deviation knows. */
export interface KnownDivergence {
  readonly id: string;
  readonly divergence: Divergence;
}

/** A fault divided by what is known of it. */
export interface SplitFault {
  /** What no deviation knows: it is told, masked and quarantined as ever. */
  readonly left: Fault | undefined;
  readonly unknown: readonly Divergence[];
  readonly known: readonly KnownDivergence[];
  /** Differences that are known, each with its deviation: what later replies show of them is its echo. */
  readonly echoes: readonly (readonly [Difference, Deviation])[];
}

/**
 * What one run meets of a ledger. A deviation holds for the signatures its patch names; what it did to a resource's
 * member shows there again, whoever is called next, and that is its echo: the same member, wrong in the same way.
 * Wrong in another way is told.
 */
export class DeviationMatcher {
  readonly #ledger: Ledger;
  readonly #counters: Counters;
  readonly #namespace: string;
  readonly #echoes = new Map<string, Deviation>();
  readonly #sightings = new Map<string, KnownDivergence>();
  /** Did the reply at hand need a deviation already? */
  #needed = new Set<string>();

  constructor(ledger: Ledger, counters: Counters, namespace: string) {
    this.#ledger = ledger;
    this.#counters = counters;
    this.#namespace = namespace;
  }

  /** Each signature that was known, where it showed last. */
  get sightings(): readonly KnownDivergence[] {
    return [...this.#sightings.values()];
  }

  /** Another reply is compared. */
  next(): void {
    this.#counters.compared++;
    this.#needed = new Set();
  }

  split(fault: Fault, place: ReplyPosition): SplitFault {
    if (this.#ledger.deviations.length === 0)
      return { left: fault, unknown: divergencesOf(fault, place), known: [], echoes: [] };
    return fault.kind === "output" ? this.#splitOutput(fault, place) : this.#splitLayers(fault, place);
  }

  /** Is this known, a divergence that a reply shows by itself? Then the reply needed it. */
  has(divergence: Divergence): boolean {
    const claim = this.#claim(divergence);
    if (claim !== undefined) this.note({ known: [{ id: claim.deviation.id, divergence }], echoes: [] });
    return claim !== undefined;
  }

  /** The reply at hand needed these. */
  note({ known, echoes }: Pick<SplitFault, "known" | "echoes">): void {
    for (const sighting of known) {
      if (this.#needed.size === 0) this.#counters.masked++;
      if (!this.#needed.has(sighting.id)) this.#counters.needed(sighting.id);
      this.#needed.add(sighting.id);
      this.#sightings.set(`${sighting.id} ${text(sighting.divergence.signature)}`, sighting);
    }
    for (const [difference, deviation] of echoes) {
      const key = echoOf(difference);
      if (key !== undefined && !this.#echoes.has(key)) this.#echoes.set(key, deviation);
    }
  }

  #claim({ signature }: Divergence): Match | undefined {
    return this.#ledger.match(mapTexts(signature, (part) => part.replaceAll(this.#namespace, "")));
  }

  #splitOutput(fault: Extract<Fault, { kind: "output" }>, place: ReplyPosition): SplitFault {
    const known: KnownDivergence[] = [];
    const echoes: [Difference, Deviation][] = [];
    const differences = withoutEchoes(fault.differences).filter((difference) => {
      const [divergence] = divergencesOf({ ...fault, differences: [difference] }, place);
      if (divergence === undefined) return false;
      const deviation = this.#claim(divergence)?.deviation ?? this.#echoes.get(echoOf(difference) ?? "");
      if (deviation === undefined) return true;
      known.push({ id: deviation.id, divergence });
      echoes.push([difference, deviation]);
      return false;
    });
    const left = differences.length === 0 ? undefined : { ...fault, differences };
    return { left, unknown: left === undefined ? [] : divergencesOf(left, place), known, echoes };
  }

  /** Behind an error type that is known its status is compared, and then its text. */
  #splitLayers(fault: Fault, place: ReplyPosition): SplitFault {
    const known: KnownDivergence[] = [];
    let layer: Fault | undefined = fault;
    for (let last: Match | undefined; layer !== undefined; layer = behind(layer)) {
      const [divergence] = divergencesOf(layer, place);
      if (divergence === undefined) break;
      const claim: Match | undefined = belongsTo(last, layer) ? last : this.#claim(divergence);
      if (claim === undefined) break;
      known.push({ id: claim.deviation.id, divergence });
      last = claim;
    }
    return { left: layer, unknown: layer === undefined ? [] : divergencesOf(layer, place), known, echoes: [] };
  }
}

const behind = (fault: Fault): Fault | undefined => (fault.kind === "error" ? fault.behind : undefined);

/** The status and text that come with an error type of another's choosing. */
function belongsTo(claim: Match | undefined, fault: Fault): boolean {
  if (claim?.patch.kind !== "error" || fault.kind !== "error") return false;
  return fault.part === "status" ? fault.actual === String(claim.patch.status) : claim.patch.text === "any";
}

/** Where a difference shows again: in the same member of the same resource, wrong in the same way. */
function echoOf({ resource, expectedKind, actualKind }: Difference): string | undefined {
  if (resource === undefined) return undefined;
  const { kind, name, member } = resource;
  const whose = member.startsWith("tags") ? tagsOf(resource) : `${kind}:${name}`;
  return `${whose} ${member} ${expectedKind}→${actualKind}`;
}
