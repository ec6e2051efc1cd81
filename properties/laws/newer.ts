import type { Exchange, JsonObject } from "../../clients/client.ts";
import { inputSchema, operationNames } from "../../clients/schemas.ts";
import { shapeFaults } from "../../clients/shapes.ts";
import { operations } from "../../model/registry.ts";
import { saysUnsupported } from "../judge/operationSupport.ts";
import { parseAnswer } from "../judge/parseAnswer.ts";
import type { Law } from "./law.ts";
import type { LawContext, Violation } from "./lawContext.ts";

/** The operations of the API that no row describes. */
export const newerOperations = operationNames().filter((operation) => !Object.hasOwn(operations, operation));

/**
 * What can be checked for an operation without a row. Nothing is created: calls that create something are sent without
 * their required members, the others name resources that do not exist.
 */
export const newer: Law = {
  name: "newer",
  says: "An operation that no row describes may be missing; else it needs its required members, and answers in its shape.",
  least: newerOperations.length,
  onDemand: true,
  async check(context) {
    for (const operation of newerOperations) {
      const bare = await context.send(operation, {});
      const lacking = saysUnsupported(bare);
      context.run.counters.newer.set(operation, lacking ? "lacking" : "there");
      const complaint =
        (lacking ? undefined : wrongIn(operation, bare, required(operation).length > 0)) ??
        (lacking || makes(operation) ? undefined : wrongIn(operation, await callOnAbsent(context, operation), false));
      if (complaint === undefined) context.passed();
      else context.report(complaint);
    }
  },
};

/** No card tells this for these operations, so it is derived from their names. */
const makes = (operation: string): boolean => /^(Create|Register|Associate)/.test(operation);

const required = (operation: string): readonly string[] => inputSchema(operation)?.required ?? [];

/** Calls the operation on a resource that does not exist. */
function callOnAbsent(context: LawContext, operation: string): Promise<Exchange> {
  const nobody = context.name("nobody");
  const input: JsonObject = {};
  for (const member of required(operation))
    input[member] = inputSchema(operation)?.members.get(member)?.().kind === "list" ? [nobody] : nobody;
  return context.send(operation, input);
}

function wrongIn(operation: string, exchange: Exchange, refused: boolean): Violation | undefined {
  const complaint = (what: string, actual: string): Violation => ({
    operation,
    what,
    expected: refused ? "a 4xx with an error type" : "an answer in its shape, or a 4xx with an error type",
    actual,
    rule: "P1",
  });
  if (exchange.kind === "unanswered") return complaint("no answer", `${exchange.cause}: ${exchange.detail}`);
  const { status, text } = exchange;
  const shown = `HTTP ${status} ${text.slice(0, 200)}`;
  if (status >= 500) return complaint(`HTTP ${status}`, shown);
  const answer = parseAnswer(exchange);
  if (answer.kind === "garbage") return complaint(answer.problem, shown);
  if (answer.kind === "refused") return undefined;
  if (refused) return complaint("served without its required members", shown);
  const [fault] = shapeFaults(operation, answer.output);
  return fault && complaint(`${fault.path}: ${fault.problem}`, `${fault.actual} where ${fault.expected} belongs`);
}
