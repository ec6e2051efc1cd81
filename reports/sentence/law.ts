import type { Signature } from "../../checker/signature.ts";
import { code, resourceWords, withArticle } from "./words.ts";

type LawSignature = Extract<Signature, { kind: "law" }>;

/** What two of the server's own replies, or its reply to a malformed request, show. */
export function lawSentence({ law, operation, complaint }: LawSignature): string {
  const words = byLaw[law]?.(operation, complaint);
  return words ?? `${operation} breaks the law \`${law}\`: ${complaint}`;
}

type Words = (operation: string, complaint: string) => string | undefined;

/** Looks up the complaint in a table, in which `‹op›` is the operation. */
const table =
  (sentences: Readonly<Record<string, string>>): Words =>
  (operation, complaint) =>
    sentences[complaint]?.replaceAll("‹op›", operation);

const changes =
  (how: (operation: string, what: string) => string, cases: Readonly<Record<string, string>> = {}): Words =>
  (operation, complaint) =>
    table(cases)(operation, complaint) ?? how(operation, memberOf(complaint));

/** `service.desiredCount` is `desiredCount` of a service. */
function memberOf(complaint: string): string {
  const [kind = "", ...member] = complaint.split(".");
  return member.length === 0
    ? code(complaint)
    : `${code(member.join("."))} of ${withArticle(resourceWords(kind) ?? kind)}`;
}

const byLaw: Readonly<Record<string, Words>> = {
  pages: table({
    "item skipped": "an item of ‹op› is on none of its pages",
    "item skipped after a delete": "‹op› skips an item when another one is deleted between two pages",
    "item made up": "‹op› shows an item on its pages that its whole list does not contain",
    "item twice": "‹op› shows an item on two pages",
  }),
  sizes: table({
    "item skipped": "without a page size, an item of ‹op› is on none of its pages",
    "page too long": "without a page size, ‹op› returns more items on a page than ECS does",
  }),
  names: (operation, complaint) => {
    const [form = "", what = ""] = complaint.split(/: (?=[^:]*$)/);
    const by = `by its ${form.replace(" of the cluster", "")}`;
    const thing = form.endsWith("of the cluster") ? "a cluster" : "a resource";
    switch (what) {
      case "not found":
        return `${operation} does not find ${thing} that is named ${by}`;
      case "refused":
        return `${operation} refuses ${thing} that is named ${by}`;
      case "another list":
        return `${operation} returns another list when ${thing} is named ${by}`;
      case "":
        return `${operation} returns another task definition by its ARN than by its name`;
      default:
        return `${operation} returns another value in ${memberOf(what)} when it is named ${by}`;
    }
  },
  reads: changes((operation, member) => `${operation} changes ${member}, although it only reads`, {
    "cluster made": "‹op› creates a cluster, although it only reads",
    "family made": "‹op› creates a task definition, although it only reads",
    "service made": "‹op› creates a service, although it only reads",
  }),
  tokens: table({
    "second refused": "‹op› refuses a repeated request with the same client token",
    "second answers otherwise": "‹op› answers a repeated request with the same client token differently",
    "second makes more": "‹op› creates something again for a repeated request with the same client token",
  }),
  tags: (operation, complaint) => {
    const [, kind, what = complaint] = /^([a-z ]+): (.*)$/.exec(complaint) ?? [];
    const of = kind === undefined ? "a resource" : withArticle(kind);
    if (what === "refused") return `${operation} refuses tags of ${of}`;
    if (what.endsWith("after tagging"))
      return `${operation} ${what.startsWith("tag missing") ? "does not store a tag" : "stores an additional tag"} of ${of}`;
    if (what.endsWith("after untagging"))
      return `${operation} ${what.startsWith("tag too many") ? "does not remove a tag" : "removes too many tags"} of ${of}`;
    return `${operation} returns other tags of ${of} than the resource's description`;
  },
  isolation: changes((operation, member) => `${operation} in one cluster changes ${member} in another cluster`, {
    "service gone": "‹op› in one cluster removes a service of another cluster",
    "service made": "‹op› in one cluster creates a service in another cluster",
    "task gone": "‹op› in one cluster removes a task of another cluster",
    "task stopped": "‹op› in one cluster stops a task of another cluster",
    "cluster gone": "‹op› in one cluster removes another cluster",
  }),
  counts: (operation, complaint) => {
    const [, member = complaint, how = "wrong"] = /^(\w+) too (high|low)$/.exec(complaint) ?? [];
    return `${operation} returns ${code(member)} too ${how}, compared with what the lists show`;
  },
  recreation: (operation, complaint) => {
    const leftOver = /^(\w+) left over$/.exec(complaint);
    if (leftOver)
      return `${operation} gives a new ${madeBy(operation)} the ${code(leftOver[1] ?? "")} of the deleted one`;
    return table({
      "revision reused": "‹op› gives a new revision a number that was used before",
      "old deployment": "‹op› gives a new service a deployment of the deleted one",
    })(operation, complaint);
  },
  wire: (_, complaint) => {
    const [kind = "", effect = ""] = complaint.split(/: (?=[^:]*$)/);
    const request = requests[kind] ?? `a malformed request (${kind.replaceAll("-", " ")})`;
    return effects[effect]?.replace("‹request›", request) ?? answered(request, effect);
  },
  newer: (operation, complaint) => {
    if (complaint === "no answer") return `${operation} does not answer`;
    if (complaint.startsWith("HTTP 5")) return `${operation} fails with ${complaint}`;
    if (complaint.startsWith("served without")) return `${operation} accepts a call without its required members`;
    return `${operation} answers in another form than ECS: ${complaint}`;
  },
};

/** `RegisterTaskDefinition` makes a task definition. */
const madeBy = (operation: string): string =>
  operation
    .replace(/^(?:Create|Register)/, "")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();

const requests: Readonly<Record<string, string>> = {
  "bad JSON": "a body that is not JSON",
  "wrong JSON type": "a member of the wrong JSON type",
  target: "a missing or unknown X-Amz-Target",
  "unknown-operation": "an operation that does not exist",
  method: "another HTTP method than POST",
  "chunked body": "a chunked body",
  "deep JSON": "deeply nested JSON",
  "large-body": "a body of 2 MiB",
  "duplicate-keys": "a body with a member twice",
  "invalid-utf8": "a body that is not UTF-8",
  "lone-surrogate": "a text with half a character",
  "prototype-member": "a member named __proto__",
  "other-content-type": "another content type",
};

const effects: Readonly<Record<string, string>> = {
  crash: "the server crashes at a request with ‹request›",
  "no answer": "the server does not answer a request with ‹request›",
  served: "the server executes a request with ‹request›, which ECS refuses",
  "half done": "the server executes only half of a request with ‹request›",
  "refused but done": "the server refuses a request with ‹request›, and executes it all the same",
  "served but not done": "the server accepts a request with ‹request›, and does not execute it",
  "unreadable afterwards": "after a request with ‹request›, the resource cannot be read any more",
  "no error type": "the server refuses a request with ‹request› without an error type",
};

const answered = (request: string, effect: string): string =>
  `the server answers ${effect} to a request with ${request}`;
