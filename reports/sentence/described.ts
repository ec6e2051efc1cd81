import type { Signature } from "../../checker/signature.ts";

/** What a sentence is made of: a divergence, of which only the signature need be known. */
export interface Described {
  readonly signature: Signature;
  readonly operation?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly afterRefusal?: true;
}
