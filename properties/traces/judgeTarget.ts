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

/** What a conformance run needs of a target. */
export interface JudgedTarget {
  readonly client: Client;
  /** Lets what moves by itself move, where the target's clock can be moved. */
  skip?(seconds: number): Promise<void>;
}

/**
 * Sends the calls of a trace to a target and holds each answer against the recorded one, without the model: status,
 * error type, text, and every member that was recorded. Names get a prefix of their own; ids that AWS chose are bound to
 * the ids that this server chooses; what moves by itself counts only where it cannot come right any more.
 */
export async function judgeTarget(trace: Trace, { client, skip }: JudgedTarget): Promise<CallVerdict[]> {
  const prefix = newRunPrefix("k");
  const ids = new RecordedIds(prefix);
  ids.meet(await client.call("DescribeClusters", { clusters: [`${prefix}none`] }));
  const verdicts: CallVerdict[] = [];
  const made = new Set<ResourceKey>();
  let lost: string | undefined;
  for (const [index, { operation, input }] of trace.given.entries()) {
    const sent = ids.fill(named(operation, input, prefix));
    const exchange = sent && (await client.call(operation, sent));
    if (exchange?.kind !== "answered" || exchange.status !== 200)
      lost ??= `given call ${index + 1}, ${operation}, was not accepted`;
    for (const key of madeBy(operation, input)) made.add(key);
  }
  for (const [index, call] of trace.calls.entries()) {
    const { operation } = call;
    const base = { trace: trace.id, call: index, operation };
    const open = lost ?? whyUnknown(call, made);
    const sent = open === undefined ? ids.fill(named(operation, call.input, prefix)) : undefined;
    if (sent === undefined) {
      verdicts.push({ ...base, verdict: "unknown", reason: open ?? "it names an id that no answer before it showed" });
      continue;
    }
    if (call.afterSeconds !== undefined) await skip?.(call.afterSeconds);
    const exchange = await client.call(operation, sent);
    if (exchange.kind === "answered" && exchange.status === 200)
      for (const key of madeBy(operation, call.input)) made.add(key);
    const reason = ids.difference(call, exchange);
    verdicts.push({ ...base, verdict: reason === undefined ? "agrees" : "contradicts", reason: reason ?? "" });
    // What would have to be there for the calls after it is not.
    if (
      isAccepted(call) &&
      (exchange.kind !== "answered" || exchange.status !== 200) &&
      /^(Create|Register|Run)/.test(operation)
    )
      lost ??= `${operation} of call ${index + 1} was not accepted`;
  }
  return verdicts;
}

/** What an accepted call makes, by the names that it gives. */
const madeBy = (operation: string, input: JsonObject): ResourceKey[] => {
  const creates = cardOf(operation)?.creates;
  return creates === undefined ? [] : resourcesOf(operation, input).filter((key) => key.startsWith(`${creates}:`));
};

/** Why the answer would say nothing of the server: what it depends on is not in the trace. */
function whyUnknown(
  { operation, input, inputComplete }: RecordedCall,
  made: ReadonlySet<ResourceKey>,
): string | undefined {
  if (!inputComplete) return "the request is not wholly known";
  if (input.nextToken !== undefined) return "its page token is another on every server";
  if (cardOf(operation)?.accountWide?.(input) === true) return "it shows what others have in the account";
  const creates = madeBy(operation, input);
  const missing = resourcesOf(operation, input).filter(
    (key) => /^(?:cluster|family|service|capacityProvider):/.test(key) && !made.has(key) && !creates.includes(key),
  );
  return missing.length === 0 ? undefined : `the trace does not show ${missing.join(", ")} being made`;
}

const named = (operation: string, input: JsonObject, prefix: string): JsonObject =>
  (inNamespace([{ operation, input: input as PlanInput }], prefix)[0]?.input ?? {}) as JsonObject;

/** Members that move by themselves: another value now may be right a moment later. */
const moving: ReadonlySet<string> = new Set([
  ...["lastStatus", "status", "rolloutState", "rolloutStateReason", "healthStatus", "connectivity", "version"],
  ...["runningCount", "pendingCount", "desiredCount", "failedTasks", "runningTasksCount", "pendingTasksCount"],
  ...["events", "attachments", "containers", "deployments", "currentServiceDeployment", "currentServiceRevisions"],
]);

/** Members that depend on who calls, or on the machine, and say nothing of the server. */
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

/** The ids of a recording, and what stands for them on this server. */
class RecordedIds {
  readonly #prefix: string;
  readonly #bindings = new Bindings(kinds);

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Takes the server's region and account from any answer that shows them. */
  meet(exchange: Exchange): void {
    const text = exchange.kind === "answered" ? exchange.text : "";
    const [, region, account] = /arn:aws[a-z-]*:ecs:([^:"]+):(\d{12}):/.exec(text) ?? [];
    if (region === undefined || account === undefined) return;
    this.#bindings.bind("«region»", region);
    this.#bindings.bind("«account»", account);
  }

  /** The input as this server is asked; undefined while an id in it is not known here. */
  fill(input: JsonObject): JsonObject | undefined {
    const filled = mapStrings(input, (text) => this.#bindings.fill(symbolic(text)));
    return JSON.stringify(filled).includes("«") ? undefined : filled;
  }

  /** How the answer differs from the recorded one, in a few words; undefined where it does not. */
  difference(call: RecordedCall, exchange: Exchange): string | undefined {
    if (exchange.kind === "unanswered") return `no answer: ${exchange.detail}`;
    const plain = (text: string): string => text.replaceAll(this.#prefix, "");
    const json: Json = JSON.parse(plain(JSON.stringify(exchange.json ?? null)));
    if (isAccepted(call)) {
      if (exchange.status !== call.status)
        return `expected status ${call.status}, got ${exchange.status} ${plain(exchange.text).slice(0, 160)}`;
      const [first] = compare(expectedOf(call), json, this.#bindings).filter((each) => !mayCome(each));
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

const mayCome = ({ clock }: Difference): boolean => clock === "converges";

const sameText = (one: string, other: string): boolean => plainText(one) === plainText(other);
const plainText = (text: string): string => text.replaceAll(/[‘’]/g, "'").replace(/\.$/, "");

const recordedArn = /^(arn:aws[a-z-]*:ecs:)([^:]*):(\d{12}):([a-z-]+)\/(.*)$/;

/** The text with what AWS chose as placeholders: region, account, ids and revision numbers. */
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

/** What a recorded body asks of an answer: every recorded member, and that those known to be absent are. */
function expectedOf({ body, absent: paths, undeclared }: RecordedCall): Expected {
  const expected = expectation(body, "");
  // Members that only AWS itself knows are nobody's fault.
  for (const path of undeclared) put(expected, stepsOf(path), any);
  for (const path of paths) put(expected, stepsOf(path), absent);
  return expected;
}

function expectation(value: Json, member: string): Expected {
  if (environment.has(member)) return any;
  // Epoch seconds: another run has other times.
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

/** Replaces what an expectation has at a path such as `service.deployments[0].scale`; where nothing is, an object gets it. */
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
