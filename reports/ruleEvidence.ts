import { readFileSync } from "node:fs";
import { join } from "node:path";
import { operations } from "../model/registry.ts";
import { weights } from "../properties/traces/trace.ts";
import { counted, number } from "./counted.ts";

/**
 * The replies of ECS that show a rule, counted by weight: recorded on an account, quoted by a person, shown in AWS's
 * documentation. `source` names one of the strongest.
 */
export interface RuleEvidence {
  readonly recorded?: number | undefined;
  readonly quoted?: number | undefined;
  readonly documented?: number | undefined;
  readonly source: string;
}

type EvidenceByRule = Readonly<Partial<Record<string, RuleEvidence>>>;

let evidence: EvidenceByRule | undefined;

/** `npm run docs` writes the file. A rule without a line has no evidence. Only reports need it: it is read when one asks. */
export function evidenceOf(rule: string): RuleEvidence | undefined {
  evidence ??= JSON.parse(
    readFileSync(join(import.meta.dirname, "../docs/records/ruleEvidence.json"), "utf8"),
  ) as EvidenceByRule;
  return evidence[rule];
}

/** The evidence of a rule in words: how many replies of ECS show it, and where one of them is. */
export function evidenceText(own: RuleEvidence | undefined): string {
  if (own === undefined) return "no reply of ECS that shows the rule has been recorded";
  const counts = weights.flatMap((weight) => (own[weight] === undefined ? [] : `${number(own[weight])} ${weight}`));
  const replies = weights.reduce((sum, weight) => sum + (own[weight] ?? 0), 0);
  return `${counts.join(", ")} ${replies === 1 ? "reply" : "replies"} of ECS, for example ${own.source}`;
}

/** AWS's page about an operation; undefined for what is no operation that the model knows. */
export const documentationOf = (operation: string): string | undefined =>
  Object.hasOwn(operations, operation)
    ? `https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_${operation}.html`
    : undefined;

export type EvidenceShares = Readonly<Record<(typeof weights)[number] | "none", number>>;

/** How often a campaign judged by a rule, by the strongest evidence of that rule. */
export function evidenceShares(judged: Iterable<readonly [rule: string, count: number]>): EvidenceShares {
  const shares = { recorded: 0, quoted: 0, documented: 0, none: 0 };
  for (const [rule, count] of judged) {
    const own = evidenceOf(rule);
    shares[weights.find((weight) => own?.[weight] !== undefined) ?? "none"] += count;
  }
  return shares;
}

/** The shares on one line; undefined when nothing was judged. */
export function evidenceLine(shares: EvidenceShares): string | undefined {
  const all = shares.recorded + shares.quoted + shares.documented + shares.none;
  if (all === 0) return undefined;
  const share = (count: number): string => `${Math.round((100 * count) / all)} %`;
  return `evidence of the rules behind ${counted(all, "judgement")}: recorded ${share(shares.recorded)} · quoted ${share(shares.quoted)} · documented ${share(shares.documented)} · none ${share(shares.none)}`;
}
