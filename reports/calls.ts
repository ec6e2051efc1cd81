import { styleText } from "node:util";
import type { Plan } from "../commands/language/plan.ts";
import { isReference, type PlanValue } from "../commands/language/reference.ts";

/** A plan as numbered calls: `2  DeleteCluster {cluster: «1.clusterArn»}`. */
export function numberedCalls(plan: Plan): string[] {
  const width = String(plan.length).length;
  return plan.map(
    ({ operation, input, atRest }, index) =>
      `${String(index + 1).padStart(width)}  ${styleText("bold", operation)} ${compact(input)}${atRest === true ? styleText("dim", "  once at rest") : ""}`,
  );
}

/** JSON for people: no quotes around member names; a reference shows the call it refers to. */
export function compact(value: PlanValue): string {
  if (isReference(value)) {
    const path = value.ref[1].split(".");
    const form = value.as === undefined ? "" : ` as ${value.as}`;
    return `«${value.ref[0] + 1}.${path.at(-1)}${form}»`;
  }
  if (Array.isArray(value)) return `[${value.map(compact).join(", ")}]`;
  if (typeof value !== "object" || value === null) return shortened(JSON.stringify(value));
  const members = Object.entries(value).map(([member, item]) => `${member}: ${compact(item as PlanValue)}`);
  return members.length === 0 ? "{}" : `{${members.join(", ")}}`;
}

const longest = 80;

const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
