import { z } from "zod";
import { allOperations } from "../../commands/plans/generate.ts";
import { errorTypes, rules as table } from "../../model/language/rules.ts";
import { type CauseKind, causeIn } from "../judge/signature.ts";

/** Words of a closed list, or any of them; a word that is none is named. */
const some = (what: string, known: (word: string) => boolean) => {
  const word = z.string().refine(known, { error: ({ input }) => `unknown ${what} ${input}` });
  return z.array(word).min(1);
};

const operations = some("operation", (word) => (allOperations as readonly string[]).includes(word));
const rules = some("row", (word) => Object.hasOwn(table, word));
const texts = z.array(z.string().min(1)).min(1);
const orAny = <Words extends z.ZodType>(words: Words) => z.literal("any").or(words);

/**
 * The alternatives that a deviation may add to the model's, by the kind of divergence (`cause.ts`). Each member lists
 * the words its alternative holds for; `any` holds for all. `operations` are the operations a signature begins with:
 * the one to blame, or the read that shows what nobody is blamed for.
 */
export const patch = z.discriminatedUnion(
  "kind",
  [
    /** The call is accepted where these rows refuse it; what it names is then in quarantine. */
    kind("accepted", { operations, rules: orAny(rules), looks: operations.optional() }),
    /** The call is refused by these error types where these rows accept it. */
    kind("refused", { operations, rules: orAny(rules), errors: texts }),
    /**
     * The refusal is right, its error type is one of these. `status` and `text` belong to the same cause: that status
     * instead of 400, and any text.
     */
    kind("error", {
      operations: orAny(operations),
      rules: orAny(rules),
      errors: texts,
      status: z.int().min(400).max(599).optional(),
      text: z.literal("any").optional(),
    }),
    /** The refusal and its type are right, the HTTP status is this. */
    kind("status", { operations: orAny(operations), rules: orAny(rules), status: z.int().min(400).max(599) }),
    /** The refusal and its type are right, the text is another. */
    kind("text", { operations: orAny(operations), rules: orAny(rules) }),
    /** A field is of another kind: `from` what ECS shows, `to` what this server does. */
    kind("member", {
      operations: orAny(operations),
      looks: operations.optional(),
      clocks: texts.optional(),
      members: texts,
      from: orAny(texts),
      to: texts,
    }),
    /** A list without entries is left out, whichever it is. */
    kind("empty-list", {}),
    /** The JSON is not what the API's shapes have. */
    kind("shape", { operations: orAny(operations), paths: texts, problems: texts }),
    /** A description contradicts itself. */
    kind("contradiction", { resources: texts, rules, members: texts }),
    /** No answer in the protocol's form, or pages that are wrong. */
    kind("reply", { operations: orAny(operations), problems: texts }),
    /** The server does not have these operations. */
    kind("unsupported", { operations }),
    /** A law is broken (`properties/laws`). */
    kind("law", { laws: texts, operations: orAny(operations), complaints: texts }),
    /** These operations bring the server down each time. */
    kind("crash", { operations }),
    /** The server goes down by itself. */
    kind("spontaneous-crash", {}),
    /** A signature of another form, to the letter. */
    kind("other", { signatures: texts }),
  ],
  { error: ({ input }) => `unknown kind ${JSON.stringify((input as { kind?: unknown } | undefined)?.kind)}` },
);

export type Patch = z.infer<typeof patch>;

function kind<Kind extends CauseKind, Shape extends z.ZodRawShape>(name: Kind, shape: Shape) {
  return z.strictObject({ kind: z.literal(name), ...shape });
}

/** Which word of a signature each member of a patch speaks of. */
const partOf: Readonly<Record<string, string>> = {
  operations: "operation",
  looks: "look",
  rules: "rule",
  errors: "error",
  clocks: "clock",
  members: "member",
  from: "from",
  to: "to",
  paths: "path",
  problems: "problem",
  resources: "resource",
  laws: "law",
  complaints: "complaint",
  signatures: "signature",
};

/** The words a patch asks for; a part it does not name may be any. */
function wants(patch: Patch): Map<string, readonly string[]> {
  const wanted = new Map<string, readonly string[]>();
  for (const [member, words] of Object.entries(patch) as [string, unknown][]) {
    const part = partOf[member];
    if (part !== undefined && Array.isArray(words)) wanted.set(part, words as string[]);
    else if (member === "status" && patch.kind === "status") wanted.set(member, [String(words)]);
  }
  return wanted;
}

/** Does the patch hold for this signature? */
export function holdsFor(patch: Patch, signature: string): boolean {
  const { kind, parts } = causeIn(signature);
  if (kind !== patch.kind) return false;
  return [...wants(patch)].every(([part, words]) => words.includes(parts[part] ?? ""));
}

/** Is there a signature that both hold for? */
export function overlap(a: Patch, b: Patch): boolean {
  if (a.kind !== b.kind) return false;
  const [mine, its] = [wants(a), wants(b)];
  return [...mine].every(([part, words]) => its.get(part)?.some((word) => words.includes(word)) ?? true);
}

/** What can never hold: a type that ECS does not have is told for all operations and rows alike. */
export function contradictionIn(patch: Patch): string | undefined {
  if (patch.kind !== "error") return undefined;
  const unknown = patch.errors.find((error) => !errorTypes.has(error));
  if (unknown === undefined || (patch.operations === "any" && patch.rules === "any")) return undefined;
  return `${unknown} is no error type of ECS, a habit of the server: operations and rules must be "any"`;
}

/** The narrowest patch that holds for a signature. */
export function patchOf(signature: string): Patch {
  const { kind, parts } = causeIn(signature);
  const list = (part: string): string[] => (parts[part] === undefined ? [] : [parts[part]]);
  const wide = (part: string): "any" | string[] => (parts[part] === undefined ? "any" : [parts[part]]);
  switch (kind) {
    case "accepted":
      return { kind, operations: list("operation"), rules: wideRule(parts.rule), ...looksOf(parts.look) };
    case "refused":
      return { kind, operations: list("operation"), rules: wideRule(parts.rule), errors: list("error") };
    case "error":
      return { kind, operations: wide("operation"), rules: wide("rule"), errors: list("error") };
    case "status":
      return { kind, operations: wide("operation"), rules: wide("rule"), status: Number(parts.status) };
    case "text":
      return { kind, operations: wide("operation"), rules: wide("rule") };
    case "member":
      return {
        kind,
        operations: wide("operation"),
        clocks: list("clock"),
        members: list("member"),
        from: list("from"),
        to: list("to"),
      };
    case "shape":
      return { kind, operations: wide("operation"), paths: list("path"), problems: list("problem") };
    case "contradiction":
      return { kind, resources: list("resource"), rules: list("rule"), members: list("member") };
    case "reply":
      return { kind, operations: wide("operation"), problems: list("problem") };
    case "law":
      return { kind, laws: list("law"), operations: wide("operation"), complaints: list("complaint") };
    case "crash":
    case "unsupported":
      return { kind, operations: list("operation") };
    case "other":
      return { kind, signatures: [signature] };
    default:
      return { kind };
  }
}

/** An outcome that no row speaks of has `accepted` in its place. */
const wideRule = (rule: string | undefined): "any" | string[] =>
  rule !== undefined && Object.hasOwn(table, rule) ? [rule] : "any";

const looksOf = (look: string | undefined) => (look === undefined ? {} : { looks: [look] });
