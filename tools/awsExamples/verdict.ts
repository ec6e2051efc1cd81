import type { Difference } from "../../checker/difference.ts";
import type { Example } from "./example.ts";
import { standInFor } from "./standIn.ts";

/** Whether the model or a server accepts the example, or why it does not. */
export type Verdict =
  | { readonly kind: "accepted"; readonly with?: string }
  | { readonly kind: "unknown"; readonly operations: readonly string[] }
  | { readonly kind: "lacking"; readonly needs: readonly string[] }
  | { readonly kind: "differs"; readonly how: readonly string[] };

/** The model or a server: what it can do, and the result of playing an example on it. */
export interface Judge {
  knows(operation: string): boolean;
  /** What examples may need (README of the fixtures) and this one has. */
  readonly has: readonly string[];
  /** Differences as text; none when everything that AWS states holds. */
  play(operation: string, example: Example): Promise<readonly string[]>;
}

/**
 * "Accepted" needs no conditions. A difference counts only when the judge knows every operation of the example and has
 * what it needs, or a replacement for it.
 */
export async function verdictOf(judge: Judge, operation: string, example: Example): Promise<Verdict> {
  if (!judge.knows(operation)) return { kind: "unknown", operations: [operation] };
  const how = await judge.play(operation, example);
  if (how.length === 0) return { kind: "accepted" };
  const lacking = (example.needs ?? []).filter((need) => !judge.has.includes(need));
  if (lacking.length > 0) {
    const standIn = standInFor(operation, example, lacking);
    if (standIn === undefined) return { kind: "lacking", needs: lacking };
    const verdict = await verdictOf(judge, operation, standIn.example);
    return verdict.kind === "accepted" ? { kind: "accepted", with: standIn.words } : verdict;
  }
  const unknown = example.setup.map((each) => each.operation).filter((each) => !judge.knows(each));
  return unknown.length > 0 ? { kind: "unknown", operations: [...new Set(unknown)] } : { kind: "differs", how };
}

export const inWords = ({ path, expected, actual }: Difference): string =>
  `${path}: expected ${expected}, actual ${actual}`;
