import type { Clock } from "../model/language/expectation.ts";

/** The read that shows a difference: the command's own reply, a look after the command, or a look at rest. */
export interface Reader {
  /** The command's operation; at rest, the operation of the look. */
  readonly operation: string;
  readonly look: string | undefined;
  readonly rest: boolean;
}

/**
 * The identity of a divergence: it names the cause, and never values that change from run to run. Divergences with the
 * same signature are the same fault. Each kind has a text form, which reports show and files contain:
 *
 * | kind | text |
 * | --- | --- |
 * | member | `UpdateService/look/DescribeServices/immediate/service.desiredCount/number→more` |
 * | accepted | `CreateCluster/outcome/CL4→accepted`: row CL4 refuses the call |
 * | error | `DeleteCluster/error/type/CL13:ClusterNotFoundException→ClientException` |
 * | law | `law/tags/TagResource/a tag is absent` |
 */
export type Signature =
  /** The server crashed, and no operation is blamed for it. */
  | { readonly kind: "spontaneous-crash" }
  /** The operation crashes the server each time. */
  | { readonly kind: "crash"; readonly operation: string }
  | { readonly kind: "law"; readonly law: string; readonly operation: string; readonly complaint: string }
  /** The server omits empty lists, in whatever member. */
  | { readonly kind: "empty-list" }
  /**
   * A refusal is right, but its error type is wrong. For a type that ECS does not have, operation and rule are
   * undefined.
   */
  | {
      readonly kind: "error";
      readonly operation: string | undefined;
      readonly rule: string | undefined;
      /** The rule's error type, if it has only one. */
      readonly wanted: string | undefined;
      readonly error: string;
    }
  /** A refusal and its type are right, but the HTTP status is wrong. */
  | {
      readonly kind: "status";
      readonly operation: string;
      readonly rule: string;
      readonly wanted: string | undefined;
      readonly status: string;
    }
  /** A refusal and its type are right, but the text differs. */
  | { readonly kind: "text"; readonly operation: string; readonly rule: string }
  /** The server accepts a call that the rule refuses. */
  | (Reader & { readonly kind: "accepted"; readonly rule: string })
  /** The server refuses a call that the rule accepts; `accepted` in place of the rule when no rule applies. */
  | (Reader & { readonly kind: "refused"; readonly rule: string; readonly error: string })
  /** A reply that is not in the protocol's form, or wrong pages. */
  | { readonly kind: "reply"; readonly operation: string; readonly problem: string }
  /** The server replies that it does not implement the operation. */
  | { readonly kind: "unsupported"; readonly operation: string }
  /** The JSON does not fit the API's shapes. */
  | { readonly kind: "shape"; readonly operation: string; readonly path: string; readonly problem: string }
  /** A member of a reply is of another kind than expected. */
  | (Reader & {
      readonly kind: "member";
      readonly clock: Clock;
      readonly member: string;
      readonly from: string;
      readonly to: string;
    })
  /** A description contradicts itself. */
  | { readonly kind: "contradiction"; readonly resource: string; readonly rule: string; readonly member: string }
  /** A text that fits no known form, from a file that another version wrote. */
  | { readonly kind: "other"; readonly signature: string };

/** The names of the kinds; a `switch` that omits one does not compile. */
export type SignatureKind = Signature["kind"];

/** The text form; two signatures are equal when their texts are equal. */
export function text(signature: Signature): string {
  switch (signature.kind) {
    case "spontaneous-crash":
      return "server/crash";
    case "crash":
      return `server/crash/${signature.operation}`;
    case "law":
      return `law/${signature.law}/${signature.operation}/${signature.complaint}`;
    case "empty-list":
      return "any/immediate/empty-list/[]→absent";
    case "error":
      return signature.operation === undefined || signature.rule === undefined
        ? `any/error/type/unknown→${signature.error}`
        : `${signature.operation}/error/type/${wantedText(signature.rule, signature.wanted)}→${signature.error}`;
    case "status":
      return `${signature.operation}/error/status/${wantedText(signature.rule, signature.wanted)}→${signature.status}`;
    case "text":
      return `${signature.operation}/error/text/${signature.rule}`;
    case "accepted":
      return `${readerText(signature)}/outcome/${signature.rule}→accepted`;
    case "refused":
      return `${readerText(signature)}/outcome/${signature.rule}→${signature.error}`;
    case "reply":
      return `${signature.operation}/reply/${signature.problem}`;
    case "unsupported":
      return `${signature.operation}/unsupported`;
    case "shape":
      return `${signature.operation}/shape/${signature.path}/${signature.problem}`;
    case "member":
      return `${readerText(signature)}/${signature.clock}/${signature.member}/${signature.from}→${signature.to}`;
    case "contradiction":
      return `${signature.resource}/${signature.rule}/${signature.member}`;
    case "other":
      return signature.signature;
  }
}

export const isSame = (one: Signature, other: Signature): boolean => text(one) === text(other);

/** The signature with each of its texts changed, for removing the prefix of a run. */
export const mapTexts = (signature: Signature, change: (text: string) => string): Signature =>
  Object.fromEntries(
    Object.entries(signature).map(([member, value]) => [
      member,
      member !== "kind" && typeof value === "string" ? change(value) : value,
    ]),
  ) as unknown as Signature;

const readerText = ({ operation, look, rest }: Reader): string =>
  rest ? `rest/${operation}` : look === undefined ? operation : `${operation}/look/${look}`;

const wantedText = (rule: string, wanted: string | undefined): string =>
  wanted === undefined ? rule : `${rule}:${wanted}`;

const reader = "(?<rest>rest/)?(?<operation>\\w+)(?:/look/(?<look>\\w+))?";
const row = "(?<rule>\\w+)(?::(?<wanted>[^→]*))?";

const form = (pattern: string): RegExp => new RegExp(`^${pattern}$`, "su");

/** The form of each kind's text; the first form that fits determines the kind. */
const forms: Readonly<Record<SignatureKind, RegExp>> = {
  "spontaneous-crash": form("server/crash"),
  crash: form("server/crash/(?<operation>\\w+)"),
  law: form("law/(?<law>[^/]+)/(?<operation>\\w+)/(?<complaint>.+)"),
  "empty-list": form("any/immediate/empty-list/\\[\\]→absent"),
  error: form(`(?:any/error/type/unknown|(?<operation>\\w+)/error/type/${row})→(?<error>.+)`),
  status: form(`(?<operation>\\w+)/error/status/${row}→(?<status>\\d+)`),
  text: form("(?<operation>\\w+)/error/text/(?<rule>\\w+)"),
  accepted: form(`${reader}/outcome/(?<rule>\\w+)→accepted`),
  refused: form(`${reader}/outcome/(?<rule>\\w+)→(?<error>.+)`),
  reply: form("(?<operation>\\w+)/reply/(?<problem>.+)"),
  unsupported: form("(?<operation>\\w+)/unsupported"),
  shape: form("(?<operation>\\w+)/shape/(?<path>.*)/(?<problem>[^/]+)"),
  member: form(
    `${reader}/(?<clock>immediate|monotone|converges|bounded|chosen)/(?<member>[^/]*)/(?<from>[^/→]*)→(?<to>[^/]*)`,
  ),
  contradiction: form("(?<resource>[a-z]\\w*)/(?<rule>[A-Z]\\w*)/(?<member>.+)"),
  other: form("(?<signature>.*)"),
};

/** Parses the text form of a signature from a ledger or a saved plan; a text that fits no form has the kind `other`. */
export function parse(written: string): Signature {
  for (const [kind, pattern] of Object.entries(forms)) {
    const match = pattern.exec(written);
    if (match === null) continue;
    const { rest, ...parts } = match.groups ?? {};
    const read = /\(\?<rest>/.test(pattern.source) ? { rest: rest !== undefined } : {};
    return { kind, ...parts, ...read } as Signature;
  }
  throw new Error(`no form fits ${written}`);
}
