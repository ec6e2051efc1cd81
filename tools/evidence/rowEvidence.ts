import type { RuleId } from "../../model/language/rules.ts";
import type { Trace } from "../../properties/traces/trace.ts";
import { allTraces, verdictsOfModel } from "./recordings.ts";

type Weight = NonNullable<Trace["weight"]>;

const weights: readonly Weight[] = ["recorded", "quoted", "documented"];

/** The number of recorded calls that are evidence of a rule, by weight. */
type Counts = Partial<Record<Weight, number>>;

const traces = new Map(allTraces.map((trace) => [trace.id, trace]));

/**
 * A call is evidence of the rules by which the model agrees with it. The only call of a trace is also evidence of the
 * rows that the trace names. A longer trace names rows without stating which of its calls shows them.
 */
function countByRule(): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  const add = (rule: string, weight: Weight): void => {
    const of = counts.get(rule) ?? {};
    counts.set(rule, { ...of, [weight]: (of[weight] ?? 0) + 1 });
  };
  for (const { trace: id, verdict, rule } of verdictsOfModel) {
    const trace = traces.get(id);
    if (trace?.weight === undefined) continue;
    const named = trace.calls.length === 1 ? trace.rows : [];
    const agreed = verdict === "agrees" && rule !== undefined ? rule.split(" ").filter(Boolean) : [];
    for (const each of new Set([...named, ...agreed])) add(each, trace.weight);
  }
  return counts;
}

const counted = countByRule();

/** The evidence of a rule, as a table cell: `recorded 12, quoted 1`. */
export function evidenceOf(id: RuleId): string {
  const own = counted.get(id) ?? {};
  const words = weights.flatMap((weight) => (own[weight] === undefined ? [] : `${weight} ${own[weight]}`));
  if (words.length > 0) return words.join(", ");
  const row = id.replace(/[a-z]+$/, "");
  const named = allTraces.filter(({ rows }) => rows.includes(id) || rows.includes(row));
  const best = weights.find((weight) => named.some((trace) => trace.weight === weight));
  return best === undefined ? "none" : `row ${best}`;
}
