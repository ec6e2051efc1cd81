import type { Command } from "../language/plan.ts";
import { isReference, type PlanInput, type PlanValue, without } from "../language/reference.ts";
import { kindOf } from "../registry.ts";

/** Members that every call keeps; `clusterName` and `cluster` keep it inside the run's own namespace. */
const always = new Set([
  "cluster",
  "clusterName",
  "service",
  "serviceName",
  "task",
  "tasks",
  "containerInstance",
  "containerInstances",
  "taskDefinition",
  "resourceArn",
]);

/** What a container needs, and what decides how its task ends. */
const neededByContainer = new Set(["name", "image", "memory", "command", "essential", "healthCheck"]);

/** The input without optional members; before that, also without optional members in its first container. */
export function* barestInputs(command: Command): Generator<PlanInput> {
  const required = new Set([...always, ...(kindOf(command.operation)?.keeps ?? []), "desiredCount", "tags", "tagKeys"]);
  const bare = Object.fromEntries(Object.entries(command.input).filter(([member]) => required.has(member)));
  const containers = bare.containerDefinitions;
  const fargate = "requiresCompatibilities" in command.input ? sizeOf(command.input) : {};
  if (Array.isArray(containers)) {
    const [first] = containers as PlanInput[];
    if (first !== undefined) yield { ...bare, ...fargate, containerDefinitions: [containerOf(first)] };
  }
  yield { ...bare, ...fargate };
}

/** A definition for Fargate remains one. */
const sizeOf = (input: PlanInput): PlanInput =>
  Object.fromEntries(
    Object.entries(input).filter(([member]) =>
      ["networkMode", "requiresCompatibilities", "cpu", "memory"].includes(member),
    ),
  );

const containerOf = (container: PlanInput): PlanInput =>
  Object.fromEntries(Object.entries(container).filter(([member]) => neededByContainer.has(member)));

/** The input without one half of its optional members: many members are not worth a play each. */
export function* halvedInputs(command: Command): Generator<PlanInput> {
  const required = new Set([...always, ...(kindOf(command.operation)?.keeps ?? [])]);
  const optional = Object.keys(command.input).filter((member) => !required.has(member));
  if (optional.length < 4) return;
  const middle = optional.length >> 1;
  for (const half of [optional.slice(0, middle), optional.slice(middle)])
    yield Object.fromEntries(Object.entries(command.input).filter(([member]) => !half.includes(member)));
}

/**
 * Simpler inputs than the command's, with one change each: without an optional member, with a shorter list, with a
 * smaller number.
 */
export function* smallerInputs(command: Command): Generator<PlanInput> {
  const { keeps = [], whole = [] } = kindOf(command.operation) ?? {};
  const required = new Set([...always, ...keeps]);
  for (const [member, value] of Object.entries(command.input)) {
    if (!required.has(member)) yield without(command.input, member);
    if (whole.includes(member)) continue;
    for (const smaller of smallerValues(value, 3)) yield { ...command.input, [member]: smaller };
  }
}

function* smallerValues(value: PlanValue, depth: number): Generator<PlanValue> {
  if (isReference(value)) return;
  if (typeof value === "number") {
    for (const smaller of [0, 1, 2, value >> 1]) if (smaller < value) yield smaller;
  } else if (Array.isArray(value)) {
    if (value.length > 1) {
      yield value.slice(0, 1);
      for (const index of value.keys()) yield value.filter((_, at) => at !== index);
    }
    if (depth > 0)
      for (const [index, item] of value.entries())
        for (const smaller of smallerValues(item, depth - 1))
          yield value.map((other, at) => (at === index ? smaller : other));
  } else if (typeof value === "object" && value !== null && depth > 0) {
    for (const member of Object.keys(value)) {
      const { [member]: item, ...rest } = value as PlanInput;
      if (!["name", "image", "key", "value", "awsvpcConfiguration", "subnets", "capacityProvider"].includes(member))
        yield rest;
      for (const smaller of smallerValues(item ?? null, depth - 1))
        yield { ...(value as PlanInput), [member]: smaller };
    }
  }
}
