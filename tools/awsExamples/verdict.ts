import type { Difference } from "../../checker/difference.ts";
import type { Example } from "./example.ts";
import { standInFor } from "./standIn.ts";

/** Whether somebody accepts what AWS shows, or why not. */
export type Verdict =
  | { readonly kind: "accepted"; readonly with?: string }
  | { readonly kind: "unknown"; readonly operations: readonly string[] }
  | { readonly kind: "lacking"; readonly needs: readonly string[] }
  | { readonly kind: "differs"; readonly how: readonly string[] };

/** The model, or a server: what it can do, and what an example that is played on it comes to. */
export interface Judge {
  knows(operation: string): boolean;
  /** What examples may need (README of the fixtures) and it has. */
  readonly has: readonly string[];
  /** Differences in words; none where all that AWS states holds. */
  play(operation: string, example: Example): Promise<readonly string[]>;
}

/**
 * Accepted is accepted, whatever the example asks for; a difference counts only where the judge knows every operation
 * of the example and has what it needs, or something that stands in for it.
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
