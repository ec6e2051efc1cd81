import type { Card } from "./language/card.ts";
import type { MemberDecision } from "./language/members/decision.ts";
import { type DecidedShape, decidedShapes } from "./language/members/shapes.ts";
import { namesDefault, resourcesNamed } from "./language/resource.ts";
import type { ResourceKey } from "./language/resourceKey.ts";
import { ruleOfMember } from "./language/ruleOfMember.ts";
import type { RuleId } from "./language/rules.ts";
import { settingNames } from "./language/settingValues.ts";
import type { Result } from "./language/step.ts";
import { cardOf, type Operation, operations } from "./registry.ts";

type Members = Readonly<Record<string, unknown>>;

/**
 * Does the operation only read? An operation that the model does not know is judged by its name: the API has always
 * used these.
 */
export const isRead = (operation: string): boolean => {
  const card = cardOf(operation);
  return card === undefined ? /^(Describe|List|Get|Discover)/.test(operation) : card.reads === true;
};

/** Every resource that a call names, the most specific first. */
export function resourcesOf(operation: string, input: Members): readonly ResourceKey[] {
  const known = named.get(input);
  if (known?.operation === operation) return known.resources;
  const resources = resourcesNamed(cardOf(operation)?.names ?? {}, input);
  named.set(input, { operation, resources });
  return resources;
}

/** Several parts of a run ask about the same input of a call, which never changes. */
const named = new WeakMap<Members, { operation: string; resources: readonly ResourceKey[] }>();

/** Does the call mean the account's `default` cluster, by name or by omitting it? */
export const meansDefault = (operation: string, input: Members): boolean =>
  namesDefault(cardOf(operation)?.names ?? {}, input);

/** Does the call change an account setting for more than one principal? */
export const isAccountWideSetting = (operation: string, { name, principalArn }: Members): boolean =>
  cardOf(operation)?.names.name === "setting" &&
  !isRead(operation) &&
  principalArn === undefined &&
  settingNames.includes(String(name));

/**
 * The rule that a difference breaks: of the innermost member that has one, otherwise of the operation. `path` begins at
 * the resource: `deployments[].platformFamily`.
 */
export function ruleOf(kind: string | undefined, path: string, operation: string): RuleId | undefined {
  const [, member = "", inner = ""] = /^([A-Za-z]*)(?:\[\]\.([A-Za-z]+))?/.exec(path) ?? [];
  const card = cardOf(operation);
  return (
    decidedBy(shapeInside[`${kind}.${member}`], inner) ??
    card?.rowOf?.[`${kind}.${member}`] ??
    ruleOfMember(kind, member) ??
    decidedBy(shapeOf[kind ?? ""], member) ??
    card?.row
  );
}

const shapeOf: Readonly<Record<string, DecidedShape>> = {
  cluster: "Cluster",
  revision: "TaskDefinition",
  service: "Service",
  task: "Task",
};

const shapeInside: Readonly<Record<string, DecidedShape>> = {
  "service.deployments": "Deployment",
  "revision.containerDefinitions": "ContainerDefinition",
};

/** The row that decides when a member is shown. */
function decidedBy(shape: DecidedShape | undefined, member: string): RuleId | undefined {
  if (shape === undefined) return undefined;
  const decisions: Readonly<Record<string, MemberDecision>> = decidedShapes[shape];
  return decisions[member]?.rule;
}

/** The name of an outcome: accepted, or the rule that refuses the call. */
export type OutcomeName = "accepted" | RuleId;

export const outcomeName = (result: Result): OutcomeName => (result.kind === "accepted" ? "accepted" : result.rule);

/** All outcomes of an operation, from its card. */
export function knownOutcomes(operation: Operation): OutcomeName[] {
  const { accepts, refuses }: Card = operations[operation];
  return [...(accepts.length > 0 ? ["accepted" as const] : []), ...refuses];
}
