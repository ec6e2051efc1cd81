import type { Clock } from "../model/language/expectation.ts";

/** Which read shows a difference: the command's own reply, a look after the command, or a look at rest. */
export interface Reader {
  /** The command's operation; at rest, the operation of the look. */
  readonly operation: string;
  readonly look: string | undefined;
  readonly rest: boolean;
}

/**
 * What makes two sightings the same fault: a name for the cause, never for values that change from run to run. Each
 * kind has a text form, which reports show and files keep:
 *
 * | kind | text |
 * | --- | --- |
 * | member | `UpdateService/look/DescribeServices/immediate/service.desiredCount/number→more` |
 * | accepted | `CreateCluster/outcome/CL4→accepted`: row CL4 refuses the call |
 * | error | `DeleteCluster/error/type/CL13:ClusterNotFoundException→ClientException` |
 * | law | `law/tags/TagResource/a tag is absent` |
 */
export type Signature =
  /** The server went away; no operation is to blame yet. */
  | { readonly kind: "spontaneous-crash" }
  /** The operation brings the server down each time. */
  | { readonly kind: "crash"; readonly operation: string }
  | { readonly kind: "law"; readonly law: string; readonly operation: string; readonly complaint: string }
  /** The server leaves out lists without entries, whichever they are. */
  | { readonly kind: "empty-list" }
  /** A refusal is right, its error type is not. Of a type that ECS does not have, operation and row are undefined. */
  | {
      readonly kind: "error";
      readonly operation: string | undefined;
      readonly rule: string | undefined;
      /** The row's error type, where it has only one. */
      readonly wanted: string | undefined;
      readonly error: string;
    }
  /** A refusal and its type are right, the HTTP status is not. */
  | {
      readonly kind: "status";
      readonly operation: string;
      readonly rule: string;
      readonly wanted: string | undefined;
      readonly status: string;
    }
  /** A refusal and its type are right, the text is another. */
  | { readonly kind: "text"; readonly operation: string; readonly rule: string }
  /** A call is accepted that the row refuses. */
  | (Reader & { readonly kind: "accepted"; readonly rule: string })
  /** A call is refused that the row accepts; `accepted` stands where no row speaks of it. */
  | (Reader & { readonly kind: "refused"; readonly rule: string; readonly error: string })
  /** No answer in the protocol's form, or pages that are wrong. */
  | { readonly kind: "reply"; readonly operation: string; readonly problem: string }
  /** The server says that it does not have the operation. */
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
  /** A text of no known form, from a file that another version wrote. */
  | { readonly kind: "other"; readonly signature: string };

/** The kinds by name; a `switch` over them that lacks one does not compile. */
export type SignatureKind = Signature["kind"];

/** The text form; two signatures are equal when their texts are. */
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

/** The signature with every text in it changed: for taking out a run's prefix. */
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

/** How each kind is read back from its text; the first that fits is it. */
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

/** Reads a signature's text form, as ledgers and saved plans hold it; what fits no form is of the kind `other`. */
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
