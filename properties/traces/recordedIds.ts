import { createHash } from "node:crypto";
import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import type { Difference } from "../../checker/difference.ts";
import type { Exchange } from "../../clients/client.ts";
import { mapStrings, type PlanInput } from "../../commands/language/reference.ts";
import { inNamespace } from "../../commands/plans/namespace.ts";
import { isObject, type Json, type JsonObject } from "../../model/language/json.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import type { Fixtures } from "../../targets/target.ts";
import { sameText } from "../judge/sameText.ts";
import { type Home, homeOf } from "./home.ts";
import { lastPart, objectsIn, textOf } from "./missing.ts";
import { expectedReply, stableReply } from "./recordedReply.ts";
import { isAccepted, type RecordedCall, refusalOf, type Trace } from "./trace.ts";

const kinds = {
  ...placeholderKinds,
  revision: { pattern: "\\d+", unique: false },
  network: { pattern: "[a-z]+-[0-9a-z]+", unique: false },
  attachment: { pattern: "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", unique: true },
};

/** A text of another form is no id that AWS chose: it was made up for the call. */
const isIdOf = (kind: keyof typeof kinds, id: string): boolean => new RegExp(`^(?:${kinds[kind].pattern})$`).test(id);

const byType: Readonly<Record<string, keyof typeof kinds>> = {
  task: "task",
  container: "container",
  "container-instance": "containerInstance",
  "task-set": "taskSet",
  "service-deployment": "serviceDeployment",
  // A deployment has the number of its service revision (A6).
  "service-revision": "deployment",
};

/** Binds the ids of a recording to the ids of this server. */
export class RecordedIds {
  readonly #prefix: string;
  readonly #bindings = new Bindings(kinds);
  /** The number of revisions of each family that the given calls registered. */
  readonly #registered = new Map<string, number>();
  /** Tasks of given calls that no call has named yet. */
  readonly #waiting: string[] = [];
  readonly #home: Home;
  /** This server's page tokens, by the recorded ones. */
  readonly #tokens = new Map<Json, Json>();

  /** Subnets and security groups of the account are replaced by the target's fixtures. */
  constructor(prefix: string, { calls, given }: Trace, { subnets, securityGroups }: Fixtures) {
    this.#prefix = prefix;
    this.#home = homeOf({ given, calls });
    const accepted = JSON.stringify([given, calls.filter(isAccepted).map(({ input }) => input)]);
    for (const [pattern, offered] of [
      [/"(subnet-[0-9a-f]+)"/g, subnets],
      [/"(sg-[0-9a-f]+)"/g, securityGroups],
    ] as const)
      for (const [index, id] of [...new Set([...accepted.matchAll(pattern)].map(([, each = ""]) => each))].entries()) {
        const own = offered[index % offered.length];
        if (own !== undefined) this.#bindings.bind(`«network:${id}»`, own);
      }
  }

  /** Binds the server's region and account from a reply that contains an ARN. */
  bindAccount(exchange: Exchange): void {
    const text = exchange.kind === "answered" ? exchange.text : "";
    const [, region, account] = /arn:aws[a-z-]*:ecs:([^:"]+):(\d{12}):/.exec(text) ?? [];
    if (region === undefined || account === undefined) return;
    this.#bindings.bind("«region»", region);
    this.#bindings.bind("«account»", account);
  }

  /** Binds what a given call created: its revision number, and its tasks, which the trace names in this order. */
  bindGiven({ family }: JsonObject, exchange: Exchange): void {
    const { taskDefinition, tasks } = exchange.kind === "answered" && isObject(exchange.json) ? exchange.json : {};
    if (typeof family === "string" && isObject(taskDefinition)) {
      const { revision } = taskDefinition;
      const number = (this.#registered.get(family) ?? 0) + 1;
      this.#registered.set(family, number);
      if (typeof revision === "number") this.#bindings.bind(`«revision:${family}.${number}»`, String(revision));
    }
    for (const { taskArn } of objectsIn(tasks)) this.#waiting.push(lastPart(textOf(taskArn) ?? ""));
  }

  bindToken({ body }: RecordedCall, exchange: Exchange): void {
    const { nextToken } = exchange.kind === "answered" && isObject(exchange.json) ? exchange.json : {};
    if (body.nextToken !== undefined && nextToken !== undefined) this.#tokens.set(body.nextToken, nextToken);
  }

  hasToken = (token: Json): boolean => this.#tokens.has(token);

  /** The input with this server's ids and with the run's prefix; undefined while an id in it is unbound. */
  fill(operation: string, input: JsonObject): JsonObject | undefined {
    for (const text of [input.task, input.tasks].flat()) {
      const placeholder = typeof text === "string" ? `«task:${lastPart(text)}»` : undefined;
      if (placeholder === undefined || this.#bindings.get(placeholder) !== undefined) continue;
      const own = this.#waiting.shift();
      if (own !== undefined) this.#bindings.bind(placeholder, own);
    }
    const ids = mapStrings(input, (text) => this.#bindings.fill(this.#symbolic(text)));
    const { input: named = {} } = inNamespace([{ operation, input: ids as PlanInput }], this.#prefix)[0] ?? {};
    const filled = mapStrings(named as JsonObject, (text) => this.#withPlainId(text));
    const page = input.nextToken === undefined ? undefined : this.#tokens.get(input.nextToken);
    if (page !== undefined) filled.nextToken = page;
    const { clientToken: token } = input;
    // With the prefix, a legal token must stay within its length.
    if (typeof token === "string" && token.length <= 36) filled.clientToken = hashed(this.#prefix + token);
    return JSON.stringify(filled).includes("«") ? undefined : filled;
  }

  /** An id that was made up for the call gets no prefix, as names do. */
  #withPlainId(text: string): string {
    const [, head, type = "", id = ""] = /^(arn:[^:]*:ecs:[^:]*:[^:]*:([a-z-]+)\/.*\/)([^/]+)$/.exec(text) ?? [];
    const isId = head !== undefined && Object.hasOwn(byType, type) && id.startsWith(this.#prefix);
    return isId ? head + id.slice(this.#prefix.length) : text;
  }

  /** The text with placeholders for what the account chose; a subnet that no accepted call names is unchanged. */
  #symbolic(text: string): string {
    const network = `«network:${text}»`;
    return this.#bindings.get(network) === undefined ? symbolic(text, this.#home) : network;
  }

  /** The first difference from the recorded reply, as one line; undefined if there is none. */
  difference(call: RecordedCall, exchange: Exchange): string | undefined {
    if (exchange.kind === "unanswered") return `no answer: ${exchange.detail}`;
    const plain = (text: string): string => text.replaceAll(this.#prefix, "");
    const json: Json = JSON.parse(plain(JSON.stringify(exchange.json ?? null)));
    if (isAccepted(call)) {
      if (exchange.status !== call.status)
        return `expected status ${call.status}, got ${exchange.status} ${plain(exchange.text).slice(0, 160)}`;
      const expected = expectedReply(call, {
        symbolic: (text) => this.#symbolic(text),
        isKnownTask: (arn) => this.#bindings.get(`«task:${lastPart(arn)}»`) !== undefined,
      });
      const [first] = compare(expected, stableReply(json), this.#bindings).filter((each) => !mayConverge(each));
      return first && `${first.path}: expected ${first.expected}, got ${first.actual}`;
    }
    const { type, message } = refusalOf(call);
    const answered = refusalOf({ ...call, body: isObject(json) ? json : {} });
    if (exchange.status < 400) return `expected ${type}, got status ${exchange.status}`;
    if (answered.type !== type && !call.inferred.includes("body.__type"))
      return `expected ${type}, got ${answered.type || exchange.status}`;
    if (exchange.status !== call.status) return `expected status ${call.status}, got ${exchange.status}`;
    const said = plain(answered.message ?? "");
    if (call.messageIncludes !== undefined)
      return said.includes(call.messageIncludes)
        ? undefined
        : `expected a text with ${JSON.stringify(call.messageIncludes)}, got ${JSON.stringify(said)}`;
    return message === undefined || sameText(message, said)
      ? undefined
      : `expected the text ${JSON.stringify(message)}, got ${JSON.stringify(said)}`;
  }
}

const hashed = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

const mayConverge = ({ clock }: Difference): boolean => clock === "converges";

const recordedArn = /^(arn:aws[a-z-]*:ecs:)([^:]*):(\d{12}):([a-z-]+)\/(.*)$/;

/**
 * The text with placeholders for everything that AWS chose: region, account, ids and revision numbers. A foreign region
 * or account stays.
 */
function symbolic(text: string, home: Home): string {
  const [, head, regionThere, accountThere, type = "", path = ""] = recordedArn.exec(text) ?? [];
  if (head === undefined)
    return text.replaceAll(/^ecs-svc\/(\d+)$/g, "ecs-svc/«deployment:$1»").replace(/^([0-9a-f]{32})$/, "«task:$1»");
  const kind = byType[type];
  const own =
    type === "task-definition"
      ? path.replace(/:(\d+)$/, (_, revision: string) => `:«revision:${path.split(":")[0]}.${revision}»`)
      : kind === undefined
        ? path
        : path
            .replace(/[^/]+$/, (id) => (isIdOf(kind, id) ? `«${kind}:${id}»` : id))
            .replace(/(?<=\/)[0-9a-f]{32}(?=\/)/, "«task:$&»");
  const region = regionThere === home.region ? "«region»" : regionThere;
  const account = accountThere === home.account ? "«account»" : accountThere;
  return `arn:aws:ecs:${region}:${account}:${type}/${own}`;
}
