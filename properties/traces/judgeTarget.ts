import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import type { Difference } from "../../checker/difference.ts";
import type { Client, Exchange } from "../../clients/client.ts";
import type { PlanInput } from "../../commands/language/reference.ts";
import { inNamespace } from "../../commands/plans/namespace.ts";
import {
  absent,
  any,
  at,
  type Expected,
  isMark,
  type Mark,
  type Members,
  unordered,
} from "../../model/language/expectation.ts";
import { isObject, type Json, type JsonObject } from "../../model/language/json.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import type { ResourceKey } from "../../model/language/resourceKey.ts";
import { resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import { newRunPrefix } from "../run/runPrefix.ts";
import { type CallVerdict, isAccepted, mapStrings, type RecordedCall, refusalOf, type Trace } from "./trace.ts";

/** The parts of a target that a conformance run uses. */
export interface JudgedTarget {
  readonly client: Client;
  /** Advances the target's clock, where it can be advanced. */
  skip?(seconds: number): Promise<void>;
}

/**
 * Sends the calls of a trace to a target and compares each reply with the recorded one, without the model: status,
 * error type, text, and every recorded member. Names get the run's prefix. Ids that AWS chose are bound to the ids that
 * this server chooses. A member that changes without a call is not compared if it may still reach the recorded value.
 */
export async function judgeTarget(trace: Trace, { client, skip }: JudgedTarget): Promise<CallVerdict[]> {
  const prefix = newRunPrefix("k");
  const ids = new RecordedIds(prefix);
  ids.learnPlace(await client.call("DescribeClusters", { clusters: [`${prefix}none`] }));
  const verdicts: CallVerdict[] = [];
  const made = new Set<ResourceKey>();
  let unjudgeable: string | undefined;
  for (const [index, { operation, input }] of trace.given.entries()) {
    const sent = ids.fill(named(operation, input, prefix));
    const exchange = sent && (await client.call(operation, sent));
    if (exchange?.kind !== "answered" || exchange.status !== 200)
      unjudgeable ??= `given call ${index + 1}, ${operation}, was not accepted`;
    for (const key of madeBy(operation, input)) made.add(key);
  }
  for (const [index, call] of trace.calls.entries()) {
    const { operation } = call;
    const base = { trace: trace.id, call: index, operation };
    const open = unjudgeable ?? whyUnknown(call, made);
    const sent = open === undefined ? ids.fill(named(operation, call.input, prefix)) : undefined;
    if (sent === undefined) {
      verdicts.push({ ...base, verdict: "unknown", reason: open ?? "it names an id that no earlier reply contains" });
      continue;
    }
    if (call.afterSeconds !== undefined) await skip?.(call.afterSeconds);
    const exchange = await client.call(operation, sent);
    if (exchange.kind === "answered" && exchange.status === 200)
      for (const key of madeBy(operation, call.input)) made.add(key);
    const reason = ids.difference(call, exchange);
    verdicts.push({ ...base, verdict: reason === undefined ? "agrees" : "contradicts", reason: reason ?? "" });
    // The resource that the following calls need does not exist.
    if (
      isAccepted(call) &&
      (exchange.kind !== "answered" || exchange.status !== 200) &&
      /^(Create|Register|Run)/.test(operation)
    )
      unjudgeable ??= `${operation} of call ${index + 1} was not accepted`;
  }
  return verdicts;
}

/** The resources that a call creates if it is accepted, by their names. */
const madeBy = (operation: string, input: JsonObject): ResourceKey[] => {
  const creates = cardOf(operation)?.creates;
  return creates === undefined ? [] : resourcesOf(operation, input).filter((key) => key.startsWith(`${creates}:`));
};

/** Why the reply cannot be judged: it depends on something that the trace does not contain. */
function whyUnknown(
  { operation, input, inputComplete }: RecordedCall,
  made: ReadonlySet<ResourceKey>,
): string | undefined {
  if (!inputComplete) return "part of the request is unknown";
  if (input.nextToken !== undefined) return "its page token differs on every server";
  if (cardOf(operation)?.accountWide?.(input) === true) return "it also lists resources of other users of the account";
  const creates = madeBy(operation, input);
  const missing = resourcesOf(operation, input).filter(
    (key) => /^(?:cluster|family|service|capacityProvider):/.test(key) && !made.has(key) && !creates.includes(key),
  );
  return missing.length === 0 ? undefined : `the trace does not show the creation of ${missing.join(", ")}`;
}

const named = (operation: string, input: JsonObject, prefix: string): JsonObject =>
  (inNamespace([{ operation, input: input as PlanInput }], prefix)[0]?.input ?? {}) as JsonObject;

/** Members that change without a call: a wrong value now may be the right one a moment later. */
const moving: ReadonlySet<string> = new Set([
  ...["lastStatus", "status", "rolloutState", "rolloutStateReason", "healthStatus", "connectivity", "version"],
  ...["runningCount", "pendingCount", "desiredCount", "failedTasks", "runningTasksCount", "pendingTasksCount"],
  ...["events", "attachments", "containers", "deployments", "currentServiceDeployment", "currentServiceRevisions"],
]);

/** Members that depend on the caller or on the machine, not on the server's behaviour. */
const environment: ReadonlySet<string> = new Set([
  "registeredBy",
  "createdBy",
  "principalArn",
  "nextToken",
  "statistics",
  "requiresAttributes",
]);

const kinds = { ...placeholderKinds, revision: { pattern: "\\d+", unique: false } };

const byType: Readonly<Record<string, string>> = {
  task: "task",
  container: "container",
  "container-instance": "containerInstance",
  "task-set": "taskSet",
  "service-deployment": "serviceDeployment",
  "service-revision": "serviceRevision",
};

/** Binds the ids of a recording to the ids of this server. */
class RecordedIds {
  readonly #prefix: string;
  readonly #bindings = new Bindings(kinds);

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Binds the server's region and account from a reply that contains an ARN. */
  learnPlace(exchange: Exchange): void {
    const text = exchange.kind === "answered" ? exchange.text : "";
    const [, region, account] = /arn:aws[a-z-]*:ecs:([^:"]+):(\d{12}):/.exec(text) ?? [];
    if (region === undefined || account === undefined) return;
    this.#bindings.bind("«region»", region);
    this.#bindings.bind("«account»", account);
  }

  /** The input with this server's ids; undefined while an id in it is unbound. */
  fill(input: JsonObject): JsonObject | undefined {
    const filled = mapStrings(input, (text) => this.#bindings.fill(symbolic(text)));
    return JSON.stringify(filled).includes("«") ? undefined : filled;
  }

  /** The first difference from the recorded reply, as one line; undefined if there is none. */
  difference(call: RecordedCall, exchange: Exchange): string | undefined {
    if (exchange.kind === "unanswered") return `no answer: ${exchange.detail}`;
    const plain = (text: string): string => text.replaceAll(this.#prefix, "");
    const json: Json = JSON.parse(plain(JSON.stringify(exchange.json ?? null)));
    if (isAccepted(call)) {
      if (exchange.status !== call.status)
        return `expected status ${call.status}, got ${exchange.status} ${plain(exchange.text).slice(0, 160)}`;
      const [first] = compare(expectedOf(call), json, this.#bindings).filter((each) => !mayConverge(each));
      return first && `${first.path}: expected ${first.expected}, got ${first.actual}`;
    }
    const { type, message } = refusalOf(call);
    const answered = refusalOf({ ...call, body: isObject(json) ? json : {} });
    if (exchange.status < 400) return `expected ${type}, got status ${exchange.status}`;
    if (answered.type !== type && !call.inferred.includes("body.__type"))
      return `expected ${type}, got ${answered.type || exchange.status}`;
    if (exchange.status !== call.status) return `expected status ${call.status}, got ${exchange.status}`;
    const actualText = plain(answered.message ?? "");
    if (call.messageIncludes !== undefined)
      return actualText.includes(call.messageIncludes)
        ? undefined
        : `expected a text with ${JSON.stringify(call.messageIncludes)}, got ${JSON.stringify(actualText)}`;
    return message === undefined || sameText(message, actualText)
      ? undefined
      : `expected the text ${JSON.stringify(message)}, got ${JSON.stringify(actualText)}`;
  }
}

const mayConverge = ({ clock }: Difference): boolean => clock === "converges";

const sameText = (one: string, other: string): boolean => plainText(one) === plainText(other);
const plainText = (text: string): string => text.replaceAll(/[‘’]/g, "'").replace(/\.$/, "");

const recordedArn = /^(arn:aws[a-z-]*:ecs:)([^:]*):(\d{12}):([a-z-]+)\/(.*)$/;

/** The text with placeholders for everything that AWS chose: region, account, ids and revision numbers. */
function symbolic(text: string): string {
  const [, head, , , type = "", path = ""] = recordedArn.exec(text) ?? [];
  if (head === undefined)
    return text.replaceAll(/^ecs-svc\/(\d+)$/g, "ecs-svc/«deployment:$1»").replace(/^([0-9a-f]{32})$/, "«task:$1»");
  const kind = byType[type];
  const own =
    type === "task-definition"
      ? path.replace(/:(\d+)$/, (_, revision: string) => `:«revision:${path.split(":")[0]}.${revision}»`)
      : kind === undefined
        ? path
        : path.replace(/[^/]+$/, (id) => `«${kind}:${id}»`);
  return `arn:aws:ecs:«region»:«account»:${type}/${own}`;
}

/** The expectation that a recorded body states: every recorded member, and the absence of the members known to be absent. */
function expectedOf({ body, absent: paths, undeclared }: RecordedCall): Expected {
  const expected = expectation(body, "");
  // AWS uses these members internally: no server needs them.
  for (const path of undeclared) put(expected, stepsOf(path), any);
  for (const path of paths) put(expected, stepsOf(path), absent);
  return expected;
}

function expectation(value: Json, member: string): Expected {
  if (environment.has(member)) return any;
  // Epoch seconds differ in every run.
  if (typeof value === "number" && /(?:At|Date)$/.test(member)) return any;
  if (member === "revision" && typeof value === "number") return any;
  const inner: Expected = Array.isArray(value)
    ? unordered(value.map((item) => expectation(item, "")))
    : isObject(value)
      ? (Object.fromEntries(Object.entries(value).map(([name, item]) => [name, expectation(item, name)])) as Members)
      : typeof value === "string"
        ? symbolic(value)
        : value;
  return moving.has(member) ? at("converges", inner) : inner;
}

/** Replaces the part of an expectation at a path such as `service.deployments[0].scale`, or adds it to an object. */
function put(expected: Expected, [step, ...rest]: readonly string[], value: Expected): void {
  const inner = isMark(expected) ? markedIn(expected) : expected;
  if (step === undefined || typeof inner !== "object" || inner === null) return;
  const members = inner as Record<string, Expected>;
  if (rest.length === 0) {
    if (!Array.isArray(inner) || step in inner) members[step] = value;
  } else if (members[step] !== undefined) put(members[step], rest, value);
}

const markedIn = (mark: Mark): Expected | undefined =>
  mark.$ === "unordered"
    ? mark.items
    : mark.$ === "at"
      ? isMark(mark.value)
        ? markedIn(mark.value)
        : mark.value
      : undefined;

const stepsOf = (path: string): string[] =>
  path
    .replace(/^body\./, "")
    .split(/[.[\]]+/)
    .filter((step) => step !== "");
