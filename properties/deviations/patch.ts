import { z } from "zod";
import type { Signature, SignatureKind } from "../../checker/signature.ts";
import { isOperation } from "../../commands/plans/generate.ts";
import { errorTypes, rules as table } from "../../model/language/rules.ts";
import { condition, isMet, mayBothBeMet } from "./condition.ts";
import type { Observation } from "./observation.ts";

/** Words of a closed list, or any of them; the error names an unknown word. */
const some = (what: string, known: (word: string) => boolean) => {
  const word = z.string().refine(known, { error: ({ input }) => `unknown ${what} ${input}` });
  return z.array(word).min(1);
};

const operations = some("operation", isOperation);
/** Where a signature shows: the look after a command, the command's own reply, or a look at rest. */
const looks = some("look", (word) => word === "reply" || word === "rest" || isOperation(word));
const rules = some("row", (word) => Object.hasOwn(table, word));
const texts = z.array(z.string().min(1)).min(1);
/** The circumstances that the signature does not show. */
const when = condition.optional();
const orAny = <Words extends z.ZodType>(words: Words) => z.literal("any").or(words);

/**
 * The kinds of patches, by the kind of signature (`checker/signature.ts`). Each member lists the words for which the
 * patch holds; `any` holds for all. `operations` are the operations with which a signature begins: the one to blame, or
 * the read when no write is blamed.
 */
export const patch = z.discriminatedUnion(
  "kind",
  [
    /** The server accepts the call although these rules refuse it; what it names is then in quarantine. */
    kind("accepted", { operations, rules: orAny(rules), looks: looks.optional(), when }),
    /** The server refuses the call with these error types although these rules accept it. */
    kind("refused", { operations, rules: orAny(rules), errors: texts, when }),
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
      when,
    }),
    /** The refusal and its type are right, the HTTP status is this one. */
    kind("status", { operations: orAny(operations), rules: orAny(rules), status: z.int().min(400).max(599) }),
    /** The refusal and its type are right, the text differs. */
    kind("text", { operations: orAny(operations), rules: orAny(rules) }),
    /** A field is of another kind: `from` what ECS shows, `to` what this server shows. */
    kind("member", {
      operations: orAny(operations),
      looks: looks.optional(),
      clocks: texts.optional(),
      members: texts,
      from: orAny(texts),
      to: texts,
      when,
    }),
    /** The server omits empty lists. */
    kind("empty-list", {}),
    /** The JSON does not fit the API's shapes. */
    kind("shape", { operations: orAny(operations), paths: texts, problems: texts }),
    /** A description contradicts itself. */
    kind("contradiction", { resources: texts, rules, members: texts, when }),
    /** A reply that is not in the protocol's form, or wrong pages. */
    kind("reply", { operations: orAny(operations), problems: texts, when }),
    /** The server does not implement these operations. */
    kind("unsupported", { operations }),
    /** The server violates a law (`properties/laws`). */
    kind("law", { laws: texts, operations: orAny(operations), complaints: texts, when }),
    /** These operations crash the server each time. */
    kind("crash", { operations }),
    /** The server crashes by itself. */
    kind("spontaneous-crash", {}),
    /** A signature of another form, exactly. */
    kind("other", { signatures: texts }),
  ],
  { error: ({ input }) => `unknown kind ${JSON.stringify((input as { kind?: unknown } | undefined)?.kind)}` },
);

export type Patch = z.infer<typeof patch>;

function kind<Kind extends SignatureKind, Shape extends z.ZodRawShape>(name: Kind, shape: Shape) {
  return z.strictObject({ kind: z.literal(name), ...shape });
}

type FieldOfSignature = Signature extends infer Each ? (Each extends Signature ? keyof Each : never) : never;

/** The field of a signature to which each member of a patch refers. */
const fields = {
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
} as const satisfies Readonly<Record<string, FieldOfSignature>>;

/**
 * The words that a patch requires, by the field of a signature; any word is permitted in a field that it does not name.
 */
function wants(patch: Patch): Map<FieldOfSignature, readonly string[]> {
  const wanted = new Map<FieldOfSignature, readonly string[]>();
  for (const [member, field] of Object.entries(fields)) {
    const words = (patch as Readonly<Record<string, unknown>>)[member];
    if (Array.isArray(words)) wanted.set(field, words as string[]);
  }
  if (patch.kind === "status") wanted.set("status", [String(patch.status)]);
  return wanted;
}

/** Does the patch name this signature, under whatever conditions? */
export function names(patch: Patch, signature: Signature): boolean {
  if (signature.kind !== patch.kind) return false;
  return [...wants(patch)].every(([field, words]) =>
    words.some((word) => isWord(field, word, partOf(signature, field))),
  );
}

/** Does the patch hold for this signature? Without an observation, a patch with conditions holds for none. */
export const holdsFor = (patch: Patch, signature: Signature, observation?: Observation): boolean =>
  names(patch, signature) && meets(patch, observation);

/** Are the conditions of a patch met? */
export function meets(patch: Patch, observation?: Observation): boolean {
  const when = conditionOf(patch);
  return when === undefined || (observation !== undefined && isMet(when, observation));
}

const conditionOf = (patch: Patch) => ("when" in patch ? patch.when : undefined);

function partOf(signature: Signature, field: FieldOfSignature): string {
  const part = (signature as Readonly<Partial<Record<FieldOfSignature, unknown>>>)[field];
  if (field !== "look") return String(part ?? "");
  return "rest" in signature && signature.rest ? "rest" : String(part ?? "reply");
}

/** A word of a patch holds with every detail: `html` for `html: KeyError`, `item` for `item: INACTIVE`. */
const isWord = (field: FieldOfSignature, word: string, part: string): boolean =>
  word === part || ((field === "problem" || field === "to") && part.startsWith(`${word}: `));

/** Is there a signature for which both hold? */
export function overlap(a: Patch, b: Patch): boolean {
  if (a.kind !== b.kind) return false;
  const [mine, its] = [wants(a), wants(b)];
  if (!mayBothBeMet(conditionOf(a), conditionOf(b))) return false;
  return [...mine].every(
    ([part, words]) =>
      its.get(part)?.some((word) => words.some((own) => isWord(part, own, word) || isWord(part, word, own))) ?? true,
  );
}

/**
 * The reason why a patch can never hold: an error type that ECS does not have is reported for all operations and rules
 * together.
 */
export function contradictionIn(patch: Patch): string | undefined {
  if (patch.kind !== "error") return undefined;
  const unknown = patch.errors.find((error) => !errorTypes.has(error));
  if (unknown === undefined || (patch.operations === "any" && patch.rules === "any")) return undefined;
  return `${unknown} is no error type of ECS, a habit of the server: operations and rules must be "any"`;
}

/** The narrowest patch that holds for a signature. */
export function patchOf(signature: Signature): Patch {
  switch (signature.kind) {
    case "accepted": {
      const { kind, operation, rule, look } = signature;
      return { kind, operations: [operation], rules: rowOrAny(rule), ...(look === undefined ? {} : { looks: [look] }) };
    }
    case "refused": {
      const { kind, operation, rule, error } = signature;
      return { kind, operations: [operation], rules: rowOrAny(rule), errors: [error] };
    }
    case "error": {
      const { kind, operation, rule, error } = signature;
      return { kind, operations: orAnyOf(operation), rules: orAnyOf(rule), errors: [error] };
    }
    case "status": {
      const { kind, operation, rule, status } = signature;
      return { kind, operations: [operation], rules: [rule], status: Number(status) };
    }
    case "text":
      return { kind: signature.kind, operations: [signature.operation], rules: [signature.rule] };
    case "member": {
      const { kind, operation, clock, member, from, to } = signature;
      return { kind, operations: [operation], clocks: [clock], members: [member], from: [from], to: [to] };
    }
    case "shape":
      return {
        kind: signature.kind,
        operations: [signature.operation],
        paths: [signature.path],
        problems: [signature.problem],
      };
    case "contradiction": {
      const { kind, resource, rule, member } = signature;
      return { kind, resources: [resource], rules: [rule], members: [member] };
    }
    case "reply":
      return { kind: signature.kind, operations: [signature.operation], problems: [signature.problem] };
    case "law": {
      const { kind, law, operation, complaint } = signature;
      return { kind, laws: [law], operations: [operation], complaints: [complaint] };
    }
    case "crash":
    case "unsupported":
      return { kind: signature.kind, operations: [signature.operation] };
    case "spontaneous-crash":
    case "empty-list":
      return { kind: signature.kind };
    case "other":
      return { kind: signature.kind, signatures: [signature.signature] };
  }
}

const orAnyOf = (word: string | undefined): "any" | string[] => (word === undefined ? "any" : [word]);

/** An outcome without a rule has the word `accepted` in its place. */
const rowOrAny = (rule: string): "any" | string[] => (Object.hasOwn(table, rule) ? [rule] : "any");
