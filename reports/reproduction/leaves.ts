import { isReference, mapLeaves, type PlanInput, type Reference } from "../../commands/language/reference.ts";

/** A piece of a JSON text: literal text, a reference to an earlier reply, or the name of a placeholder. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "reference"; readonly reference: Reference }
  | { readonly kind: "hole"; readonly name: string };

/** An input's JSON, split at its references and placeholders; a reference stands for the inside of a JSON string. */
export function piecesOf(input: PlanInput): Piece[] {
  const put: Piece[] = [];
  const mark = unusedIn(JSON.stringify(input));
  const place = (piece: Piece): string => `${mark}${put.push(piece) - 1}${mark}`;
  const marked = mapLeaves(input, (leaf) =>
    isReference(leaf)
      ? place({ kind: "reference", reference: leaf })
      : piecesOfText(leaf)
          .map((piece) => (piece.kind === "text" ? piece.text : place(piece)))
          .join(""),
  );
  return JSON.stringify(marked)
    .split(mark)
    .map((part, index) => (index % 2 === 0 ? { kind: "text", text: part } : (put[Number(part)] as Piece)));
}

/** A text that marks places in a JSON text which does not contain it. */
function unusedIn(json: string): string {
  let mark = "\ue000";
  while (json.includes(mark)) mark += "\ue001";
  return mark;
}

/** `«subnet»`, `«ec2Instance:ab»`: any other text between these quotes is text. */
const placeholder = /«([a-z][a-zA-Z\d]*(?::[\w.-]*)?)»/;

/** A string of an input, split at its placeholders. */
export const piecesOfText = (text: string): Piece[] =>
  text
    .split(placeholder)
    .map((part, index) => (index % 2 === 0 ? { kind: "text", text: part } : { kind: "hole", name: part }));

/** What a script has to know of the server: `«ec2Instance:ab»` is `EC2_INSTANCE`. */
export function variableOf(placeholder: string): string {
  const [kind = ""] = placeholder.split(":");
  return kind.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").toUpperCase();
}

/** A value for each variable that a plan's placeholders need. */
export const usualValues: Readonly<Record<string, string>> = {
  REGION: "us-east-1",
  ACCOUNT: "000000000000",
  SUBNET: "subnet-0a1b2c3d",
  SECURITY_GROUP: "sg-0a1b2c3d",
  EC2_INSTANCE: "i-0123456789abcdef0",
};

/** The variables of these inputs, in order. */
export function variablesIn(inputs: readonly PlanInput[]): string[] {
  const names = inputs.flatMap((input) =>
    piecesOf(input).flatMap((piece) => (piece.kind === "hole" ? [variableOf(piece.name)] : [])),
  );
  return [...new Set(names)].sort();
}
