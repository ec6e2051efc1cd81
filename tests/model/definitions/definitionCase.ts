import type { Input } from "../../../model/language/operation.ts";
import type { RuleId } from "../../../model/language/rules.ts";

export type Definition = Input<"RegisterTaskDefinition">;
type Container = NonNullable<Definition["containerDefinitions"]>[number];

export const app: Container = { name: "app", image: "nginx", memory: 64 };
export const sound: Definition = { family: "f", containerDefinitions: [app] };
export const fargate: Definition = {
  ...sound,
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "256",
  memory: "512",
};
export const awsvpc: Definition = { ...sound, networkMode: "awsvpc" };
export const role = { executionRoleArn: "arn:aws:iam::123456789012:role/execution" };

/** Replaces the first container, and adds others. */
export const having = (definition: Definition, change: Container, ...others: Container[]): Definition => ({
  ...definition,
  containerDefinitions: [{ ...app, ...change }, ...others.map((other) => ({ ...app, name: "side", ...other }))],
});

/** An input that breaks a rule, the refusal's text if known, and a similar legal input. */
export interface Case {
  readonly title: string;
  readonly rule: RuleId;
  readonly text?: string;
  readonly broken: Definition;
  readonly legal: Definition;
  /** Other answers that are legal too. */
  readonly or?: readonly string[];
}
