import type { Command, Plan } from "../../commands/language/plan.ts";
import { isReference, mapLeaves, type PlanInput, type Reference } from "../../commands/language/reference.ts";
import { isShrunk } from "../divergences/headline.ts";
import type { ReportedDivergence, ReportedExchange } from "../document.ts";
import { jsonOf } from "../jsonText.ts";

/** The commands up to the call that shows a divergence, which is the last of them. */
export interface ShowingPlan {
  readonly plan: Plan;
  /** Is the last call the one that shows it? Otherwise the report does not say which call that is. */
  readonly isComplete: boolean;
}

/**
 * A plan up to the call that shows the divergence. If a look shows it, or a law's own calls, they are taken from the
 * recorded exchanges: an id that the server chose becomes a reference to the reply that contained it.
 */
export function showingPlan(divergence: ReportedDivergence, plan: Plan): ShowingPlan {
  const { exchanges = [], look, operation, clock, command } = divergence;
  if (clock === "law")
    return withCalls(
      plan,
      exchanges,
      exchanges.filter((each) => each.look),
      false,
    );
  if (look === undefined) {
    if (command !== undefined && plan[command]?.operation === operation)
      return { plan: plan.slice(0, command + 1), isComplete: true };
    const last = plan.findLastIndex((command) => command.operation === operation);
    const isOnly = plan.filter((command) => command.operation === operation).length === 1;
    // The last call of a shrunk plan shows it; in any other plan it may be an earlier one.
    return isOnly || (last >= 0 && isShrunk(divergence))
      ? { plan: plan.slice(0, last + 1), isComplete: true }
      : { plan, isComplete: false };
  }
  const shown = exchanges.findLast((each) => each.look && each.operation === look);
  if (shown !== undefined)
    return withCalls(plan.slice(0, shown.command + 1), exchanges, [shown], clock === "converges");
  return { plan, isComplete: isShrunk(divergence) && plan.at(-1)?.operation === look };
}

function withCalls(
  plan: Plan,
  exchanges: readonly ReportedExchange[],
  calls: readonly ReportedExchange[],
  atRest: boolean,
): ShowingPlan {
  const found = new Map<string, Reference>();
  for (const { command, look, answer } of exchanges)
    if (!look && command < plan.length) collect(jsonOf(answer), [], command, found);
  const commands: Command[] = [...plan];
  let last: Pick<ReportedExchange, "operation" | "input"> | undefined;
  for (const { operation, input, answer } of calls) {
    const parsed = jsonOf(input);
    if (typeof parsed !== "object" || parsed === null) return { plan, isComplete: false };
    // A law reads until what it waits for is there.
    if (/^(Describe|List)/.test(operation) && input === last?.input && operation === last.operation) commands.pop();
    last = { operation, input };
    commands.push({ operation, input: referring(parsed as PlanInput, found), ...(atRest ? { atRest } : {}) });
    collect(jsonOf(answer), [], commands.length - 1, found);
  }
  return { plan: commands, isComplete: calls.length > 0 };
}

/** Ids that a server chooses; names are the same in every play. */
const chosen = /^arn:|^ecs-svc\/\d|^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{32}$/;

function collect(value: unknown, path: readonly string[], step: number, found: Map<string, Reference>): void {
  if (typeof value === "string" && chosen.test(value) && !found.has(value))
    found.set(value, { ref: [step, path.join(".")] });
  if (typeof value !== "object" || value === null) return;
  for (const [member, item] of Object.entries(value)) collect(item, [...path, member], step, found);
}

const referring = (input: PlanInput, found: ReadonlyMap<string, Reference>): PlanInput =>
  mapLeaves(input, (leaf) => (isReference(leaf) ? leaf : (found.get(leaf) ?? leaf))) as PlanInput;
