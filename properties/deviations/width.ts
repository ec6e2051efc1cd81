import type { Signature } from "../../checker/signature.ts";
import type { Deviation } from "./deviation.ts";
import type { Ledger } from "./ledger.ts";
import type { Observation } from "./observation.ts";

/** A fault that someone planted, with every divergence by which campaigns report it. */
export interface PlantedFault {
  readonly name: string;
  readonly reported: readonly (Observation & { readonly signature: Signature })[];
}

/** A planted fault that goes unreported behind a ledger, and the deviations that explain its signatures. */
export interface Swallowed {
  readonly name: string;
  readonly by: readonly Deviation[];
  /** Is it the very fault that one of the deviations is about? */
  readonly same: boolean;
}

/**
 * How much a ledger hides in addition to what it is about. A planted fault goes unreported when the ledger explains all
 * its divergences. That is right when a deviation is about this very fault (`sameAs`); otherwise a server with this
 * ledger could have the planted fault in addition, and no campaign would report it.
 */
export const swallowedBy = (ledger: Ledger, faults: readonly PlantedFault[]): Swallowed[] =>
  faults.flatMap(({ name, reported }) => {
    const matches = reported.map((each) => ledger.match(each.signature, () => each)?.deviation);
    const by = [...new Set(matches.filter((deviation) => deviation !== undefined))];
    if (reported.length === 0 || matches.includes(undefined)) return [];
    return [{ name, by, same: by.some(({ sameAs }) => sameAs.includes(name)) }];
  });

/** The share of the faults that a ledger hides although none of its deviations is about them. */
export const hiddenShare = (swallowed: readonly Swallowed[], faults: readonly PlantedFault[]): number =>
  faults.length === 0 ? 0 : swallowed.filter(({ same }) => !same).length / faults.length;
