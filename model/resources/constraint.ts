import type * as ecs from "@aws-sdk/client-ecs";
import type { ContainerInstance } from "../language/state.ts";

/** Whether an expression of the cluster query language holds for an instance, as far as its attributes are known. */
export type Holds = "yes" | "no" | "perhaps";

/** The subjects of an expression. */
const subject = /\b(attribute:|task:|agentConnected|agentVersion|ec2InstanceId|registeredAt|runningTasksCount)/;

/** An expression without any subject is certainly malformed. */
export const isNoExpression = (expression: string): boolean => !subject.test(expression);

const comparison = /^\s*attribute:([\w.\\/-]+)\s*(==|!=|equals|not_equals)\s*([\w.@:\\/-]+)\s*$/;
const presence = /^\s*attribute:([\w.\\/-]+)\s+(exists|!exists|not_exists)\s*$/;

/** Evaluates `attribute:stack == prod` and `attribute:stack exists`; longer expressions are left open. */
export function holds(expression: string, instance: ContainerInstance): Holds {
  const [, compared, operator, wanted] = comparison.exec(expression) ?? [];
  const [, present, presenceOperator] = presence.exec(expression) ?? [];
  const name = compared ?? present;
  if (name === undefined) return "perhaps";
  const found = instance.attributes.find((attribute) => attribute.name === name);
  // ECS adds attributes of its own to instances.
  if (found === undefined && name.startsWith("ecs.")) return "perhaps";
  if (presenceOperator !== undefined) return answer((found !== undefined) === (presenceOperator === "exists"));
  if (operator === "==" || operator === "equals") return answer(found !== undefined && found.value === wanted);
  // Whether an instance without the attribute differs from every value is unspecified.
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
