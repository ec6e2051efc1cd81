import type { Bindings } from "../../checker/bindings.ts";

/** The text with placeholders where it has ids that are bound, and the region and account of the server. */
export function symbolicText(given: string, bindings: Bindings): string {
  const text = withPlace(given, bindings);
  const placeholder = placeholderIn(text, bindings);
  return placeholder === undefined ? text : text.slice(0, text.lastIndexOf("/") + 1) + placeholder;
}

/** Whether the text ends in an id that is bound, or in a placeholder. */
export const namesKnownId = (text: string, bindings: Bindings): boolean =>
  text.includes("«") || placeholderIn(text, bindings) !== undefined;

function placeholderIn(text: string, bindings: Bindings): string | undefined {
  const id = text.slice(text.lastIndexOf("/") + 1);
  for (const kind of ["task", "containerInstance", "taskSet"]) {
    const placeholder = bindings.placeholderOf(kind, id);
    if (placeholder !== undefined) return placeholder;
  }
  return undefined;
}

/** An ARN of another account keeps that account: the model must find out which of the two differs. */
const withPlace = (given: string, bindings: Bindings): string =>
  given.replace(/^(arn:[^:]*:ecs:)([^:]+):([^:]+):/, (_, head: string, region: string, account: string) => {
    const there = region === bindings.get("«region»") ? "«region»" : region;
    return `${head}${there}:${account === bindings.get("«account»") ? "«account»" : account}:`;
  });
