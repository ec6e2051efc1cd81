import type { JsonObject } from "../../clients/client.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { mapLeaves, type PlanInput, resolve } from "../../commands/language/reference.ts";
import type { PlanOptions } from "../../commands/plans/generate.ts";
import { inNamespace } from "../../commands/plans/namespace.ts";
import type { Json } from "../../model/language/json.ts";
import { meansDefault } from "../../model/operationFacts.ts";
import type { Operation } from "../../model/registry.ts";
import { literalAt } from "../run/substitution.ts";
import type { LawContext } from "./lawContext.ts";

/** The number of commands in a set-up: laws check the resulting state, not how it came about. */
const mostCommands = 14;

/**
 * Operations that create or change something under a name of the run's own; set-ups leave shared resources alone. The
 * order matters: the commands of a set-up are drawn by it.
 */
const setUpOperations: readonly Operation[] = [
  "CreateCluster",
  "DeleteCluster",
  "UpdateCluster",
  "PutClusterCapacityProviders",
  "RegisterTaskDefinition",
  "DeregisterTaskDefinition",
  "CreateService",
  "UpdateService",
  "DeleteService",
  "RunTask",
  "StopTask",
  "TagResource",
  "UntagResource",
];

/** The options of short set-ups, derived from the options of plans. */
export function setUpOptions(options: PlanOptions): PlanOptions {
  const operations = setUpOperations.filter((operation) => options.operations.includes(operation));
  return {
    ...options,
    operations: operations.length > 0 ? operations : setUpOperations,
    profile: { ...options.profile, refused: 0.05 },
    maxCommands: Math.min(options.maxCommands, mostCommands),
  };
}

/**
 * Plays a plan without judging it: a resource whose creation was refused does not exist, and commands that refer to it
 * are not sent.
 */
export async function setUp(context: LawContext, plan: Plan): Promise<void> {
  const answers: (Json | undefined)[] = [];
  const placeholders = new Map(Object.entries(context.run.bound));
  for (const [index, { operation, input }] of inNamespace(plan, context.prefix).entries()) {
    const resolved = resolve(input, (step, path) => literalAt(answers[step], path));
    const sent = resolved && substitute(resolved, placeholders);
    if (sent === undefined || meansDefault(operation, sent)) continue;
    recordOwnNames(context, operation, sent);
    context.step = index;
    const output = await context.output(operation, sent);
    context.run.counters.command(operation, output !== undefined);
    answers[index] = output;
    bindAccount(output, placeholders);
  }
}

/**
 * Records names before the call, because a call without a reply may have created something. A blank name is not
 * recorded.
 */
export function recordOwnNames(context: LawContext, operation: string, { clusterName, family }: JsonObject): void {
  if (operation === "CreateCluster" && isOwn(context, clusterName)) context.clusters.add(clusterName);
  if (operation === "RegisterTaskDefinition" && isOwn(context, family)) context.families.add(family);
}

const isOwn = ({ prefix }: LawContext, name: Json | undefined): name is string =>
  typeof name === "string" && name.startsWith(prefix);

/** Takes region and account from the first ARN in a reply. */
function bindAccount(output: JsonObject | undefined, placeholders: Map<string, string>): void {
  if (output === undefined || placeholders.has("«region»")) return;
  const [, region, account] = /"arn:aws:ecs:([^:"]+):([^:"]+):/.exec(JSON.stringify(output)) ?? [];
  if (region === undefined || account === undefined) return;
  placeholders.set("«region»", region).set("«account»", account);
}

function substitute(input: JsonObject, placeholders: ReadonlyMap<string, string>): JsonObject | undefined {
  const sent = mapLeaves(input as PlanInput, (leaf) =>
    typeof leaf === "string"
      ? leaf.replaceAll(/«[^»]*»/g, (placeholder) => placeholders.get(placeholder) ?? placeholder)
      : leaf,
  );
  return JSON.stringify(sent).includes("«") ? undefined : (sent as JsonObject);
}
