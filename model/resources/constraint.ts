import type * as ecs from "@aws-sdk/client-ecs";
import type { ContainerInstance } from "../language/state.ts";

/** Whether an expression of the cluster query language holds for an instance, as far as its attributes are known. */
export type Holds = "yes" | "no" | "perhaps";

/** What an expression may speak about. */
const subject = /\b(attribute:|task:|agentConnected|agentVersion|ec2InstanceId|registeredAt|runningTasksCount)/;

/** Of an expression that speaks about nothing it is sure that it is none. */
export const isNoExpression = (expression: string): boolean => !subject.test(expression);

const comparison = /^\s*attribute:([\w.\\/-]+)\s*(==|!=|equals|not_equals)\s*([\w.@:\\/-]+)\s*$/;
const presence = /^\s*attribute:([\w.\\/-]+)\s+(exists|!exists|not_exists)\s*$/;

/** Judges `attribute:stack == prod` and `attribute:stack exists`; anything longer is left open. */
export function holds(expression: string, instance: ContainerInstance): Holds {
  const [, compared, operator, wanted] = comparison.exec(expression) ?? [];
  const [, sought, presenceOperator] = presence.exec(expression) ?? [];
  const name = compared ?? sought;
  if (name === undefined) return "perhaps";
  const found = instance.attributes.find((attribute) => attribute.name === name);
  // ECS gives instances attributes of its own.
  if (found === undefined && name.startsWith("ecs.")) return "perhaps";
  if (presenceOperator !== undefined) return answer((found !== undefined) === (presenceOperator === "exists"));
  if (operator === "==" || operator === "equals") return answer(found !== undefined && found.value === wanted);
  // Whether an instance without the attribute differs from every value is not written down.
  return found === undefined ? "perhaps" : answer(found.value !== wanted);
}

const answer = (yes: boolean): Holds => (yes ? "yes" : "no");

type Constraint = ecs.PlacementConstraint | ecs.TaskDefinitionPlacementConstraint;

/** Do all `memberOf` constraints hold? */
export function allHold(constraints: readonly Constraint[], instance: ContainerInstance): Holds {
  const answers = constraints
    .filter(({ type }) => type === "memberOf")
    .map((each) => holds(each.expression ?? "", instance));
  return answers.includes("no") ? "no" : answers.includes("perhaps") ? "perhaps" : "yes";
}
