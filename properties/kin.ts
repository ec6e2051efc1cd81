import { isRead } from "../model/operation.ts";

/** `UpdateService/look/DescribeServices/immediate/service.tags[]/item→missing`, taken apart. */
const output = /^(.*)\/(immediate|monotone|converges|bounded|chosen)\/([^/]*)\/([^/]*→[^/]*)$/;

/** Kinds of resources that a member's path begins with. */
const kinds = /^[a-z]+\.(?=.)/i;

/** What goes wrong in a field, whatever resource bears it; undefined for signatures that are not of a field. */
export function fieldOf(signature: string): string | undefined {
  const [, , clock, where, change] = output.exec(signature) ?? [];
  if (where === undefined || change === undefined) return undefined;
  return `${clock}/${where.replace(kinds, "")}/${change.replace(/^nothing→.*/, "nothing→item").replace(/.*→missing$/, "item→missing")}`;
}

/** The writing operation a signature blames; undefined where a read showed it and nobody is blamed yet. */
export function writerOf(signature: string): string | undefined {
  const operation = signature.split("/")[0] ?? "";
  return operation === "rest" || operation === "any" || isRead(operation) ? undefined : operation;
}

/**
 * May this be the same fault, told at another place? A plan that shrinks looks at other moments: what a read or the
 * rest showed then shows after the write itself, and what one look showed another one does.
 */
export function isKin(sought: string, seen: string): boolean {
  if (sought === seen) return true;
  const field = fieldOf(sought);
  if (field === undefined || field !== fieldOf(seen)) return false;
  const [blamed, other] = [writerOf(sought), writerOf(seen)];
  return blamed === undefined || other === undefined || blamed === other;
}
