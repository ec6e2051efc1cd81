import { isReference, type PlanValue, type Reference } from "../../commands/language/reference.ts";
import { piecesOfText, variableOf } from "./leaves.ts";

/** Any value of an input as an expression; `answered` writes the expression of a reference. */
export function typescriptLiteral(value: PlanValue, answered: (reference: Reference) => string, indent = ""): string {
  const inner = `${indent}  `;
  const within = (item: PlanValue): string => typescriptLiteral(item, answered, inner);
  if (isReference(value)) return answered(value);
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const items = isList
    ? value.map(within)
    : Object.entries(value).map(([member, item]) => `${memberName(member)}: ${within(item as PlanValue)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return items.length === 0
    ? open + close
    : `${open}\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}${close}`;
}

/** Without brackets, `__proto__` would set the object's prototype. */
const memberName = (member: string): string =>
  member === "__proto__" ? `["__proto__"]` : /^[A-Za-z_]\w*$/.test(member) ? member : JSON.stringify(member);

/** A string; a template literal if it contains placeholders, or the variable alone if it is nothing else. */
function stringLiteral(text: string): string {
  const pieces = piecesOfText(text).filter((piece) => piece.kind !== "text" || piece.text !== "");
  if (pieces.every(({ kind }) => kind === "text")) return JSON.stringify(text);
  const [first] = pieces;
  if (pieces.length === 1 && first?.kind === "hole") return variableOf(first.name);
  const parts = pieces.map((piece) =>
    piece.kind === "text" ? inTemplate(piece.text) : piece.kind === "hole" ? `\${${variableOf(piece.name)}}` : "",
  );
  return `\`${parts.join("")}\``;
}

/** The escapes of JSON hold in a template too; a backtick and `${` need their own. */
const inTemplate = (text: string): string =>
  JSON.stringify(text).slice(1, -1).replaceAll("`", "\\`").replaceAll("${", "\\${");
