import { type RuleId, rules } from "../../model/language/rules.ts";
import { type Trace, weights } from "../../properties/traces/trace.ts";
import { allTraces, verdictsOfModel } from "./recordings.ts";

type Weight = (typeof weights)[number];

/** A call is evidence of a rule: its trace, and its number from 1. */
interface Shown {
  readonly trace: Trace;
  readonly call: number;
}

const traces = new Map(allTraces.map((trace) => [trace.id, trace]));

/**
 * A call is evidence of the rules by which the model agrees with it. The only call of a trace is also evidence of the
 * rows that the trace names. A longer trace names rows without stating which of its calls shows them.
 */
function shownByRule(): ReadonlyMap<string, readonly Shown[]> {
  const shown = new Map<string, Shown[]>();
  for (const { trace: id, call, verdict, rule } of verdictsOfModel()) {
    const trace = traces.get(id);
    if (trace?.weight === undefined) continue;
    const named = trace.calls.length === 1 ? trace.rows : [];
    const agreed = verdict === "agrees" && rule !== undefined ? rule.split(" ").filter(Boolean) : [];
    for (const each of new Set([...named, ...agreed]))
      shown.set(each, [...(shown.get(each) ?? []), { trace, call: call + 1 }]);
  }
  return shown;
}

let shown: ReturnType<typeof shownByRule> | undefined;

function ofWeight(id: RuleId, weight: Weight): readonly Shown[] {
  shown ??= shownByRule();
  return (shown.get(id) ?? []).filter(({ trace }) => trace.weight === weight);
}

/** The evidence of a rule, as a table cell: `recorded 12, quoted 1`. */
export function evidenceCell(id: RuleId): string {
  const words = weights.flatMap((weight) => {
    const { length } = ofWeight(id, weight);
    return length === 0 ? [] : `${weight} ${length}`;
  });
  if (words.length > 0) return words.join(", ");
  const row = id.replace(/[a-z]+$/, "");
  const named = allTraces.filter(({ rows }) => rows.includes(id) || rows.includes(row));
  const best = weights.find((weight) => named.some((trace) => trace.weight === weight));
  return best === undefined ? "none" : `row ${best}`;
}

/** `docs/records/ruleEvidence.json`: a line for each rule that a reply of ECS shows. */
export function ruleEvidenceText(): string {
  const lines = (Object.keys(rules) as RuleId[]).flatMap((id) => {
    const own = weights.map((weight) => [weight, ofWeight(id, weight)] as const).filter(([, { length }]) => length > 0);
    const best = own[0]?.[1][0];
    if (best === undefined) return [];
    const counts = Object.fromEntries(own.map(([weight, { length }]) => [weight, length]));
    return `  ${JSON.stringify(id)}: ${JSON.stringify({ ...counts, source: sourceOf(best) })}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** The source of a recorded call, with its date if it is known, and where the call is in `fixtures/evidence`. */
const sourceOf = ({ trace: { id, source, recorded }, call }: Shown): string =>
  `${source}${recorded === undefined || recorded === null ? "" : `, ${recorded}`} (call ${call} of trace ${id})`;
