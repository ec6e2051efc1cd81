import type { Client, Exchange } from "../../clients/client.ts";
import type { JsonObject } from "../../model/language/json.ts";
import {
  clusterAround,
  kindOf,
  nameOf,
  type ResourceKey,
  type ResourceKind,
} from "../../model/language/resourceKey.ts";
import { isRead, resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import type { Fixtures, Target } from "../../targets/target.ts";
import { newRunPrefix } from "../run/runPrefix.ts";
import { familyOf, isShownMissing, saysMissing } from "./missing.ts";
import { openHere } from "./openHere.ts";
import { RecordedIds } from "./recordedIds.ts";
import { type CallVerdict, isAccepted, type RecordedCall, type Trace } from "./trace.ts";

/** The parts of a target that a conformance run uses. */
export interface JudgedTarget {
  readonly client: Client;
  readonly fixtures: Fixtures;
  /** Advances the target's clock, where it can be advanced. */
  readonly skip?: ((seconds: number) => Promise<void>) | undefined;
}

/** Sends traces to a target one after the other; after an interrupt the remaining ones have no verdict. */
export async function judgeTraces(
  traces: readonly Trace[],
  { client: open, clock, fixtures }: Pick<Target, "client" | "clock" | "fixtures">,
  interrupt?: AbortSignal,
): Promise<CallVerdict[]> {
  const client = open();
  // A manual clock moves by one second for each millisecond.
  const skip = clock && ((seconds: number) => clock.skip(seconds));
  const verdicts: CallVerdict[] = [];
  try {
    for (const trace of traces) {
      if (interrupt?.aborted) break;
      verdicts.push(...(await judgeTarget(trace, { client, fixtures, skip })));
    }
    return verdicts;
  } finally {
    client.close();
  }
}

/**
 * Sends the calls of a trace to a target and compares each reply with the recorded one, without the model: status,
 * error type, text, and every recorded member. Names get the run's prefix. Ids that AWS chose are bound to the ids that
 * this server chooses. A member that changes without a call is not compared if it may still reach the recorded value.
 */
export async function judgeTarget(trace: Trace, target: JudgedTarget): Promise<CallVerdict[]> {
  const play = new Play(trace, target);
  await play.begin();
  const verdicts: CallVerdict[] = [];
  const given = trace.given.toSorted((a, b) => a.before - b.before);
  for (const [index, call] of trace.calls.entries()) {
    for (let next = given[0]; next !== undefined && next.before <= index; next = given[0]) {
      await play.give(next);
      given.shift();
    }
    const { operation } = call;
    verdicts.push({ trace: trace.id, call: index, operation, ...(await play.call(call)) });
  }
  await play.end();
  return verdicts;
}

type Verdict = Pick<CallVerdict, "verdict" | "reason">;

/** Plays one trace on one server. */
class Play {
  readonly #target: JudgedTarget;
  readonly #ids: RecordedIds;
  readonly #prefix = newRunPrefix("k");
  readonly #made = new Set<ResourceKey>();
  readonly #received: { readonly operation: string }[] = [];
  /** The account settings that the trace put, as DeleteAccountSetting names them. */
  readonly #settings: JsonObject[] = [];
  /** Resources that this server did not create, each with the reason why later replies about it cannot be judged. */
  readonly #lost = new Map<ResourceKey, string>();

  constructor(trace: Trace, target: JudgedTarget) {
    this.#target = target;
    this.#ids = new RecordedIds(this.#prefix, trace, target.fixtures);
  }

  /** Resources that this server created although ECS refused: they change lists, counts and a family's newest revision. */
  readonly #surplus = new Set<ResourceKey>();

  async begin(): Promise<void> {
    this.#ids.bindAccount(await this.#target.client.call("DescribeClusters", { clusters: [`${this.#prefix}none`] }));
  }

  /** Deletes the caller's account settings, which would hold in the traces after this one. */
  async end(): Promise<void> {
    for (const setting of this.#settings) await this.#target.client.call("DeleteAccountSetting", setting);
  }

  /** Creates what existed before. */
  async give({ operation, input }: Trace["given"][number]): Promise<void> {
    const sent = this.#ids.fill(operation, input);
    const exchange = sent && (await this.#send(operation, sent));
    if (sent !== undefined) this.#received.push({ operation });
    if (exchange !== undefined) this.#ids.bindGiven(input, exchange);
    this.#note(operation, input, exchange, "a given call");
  }

  #send(operation: string, sent: JsonObject): Promise<Exchange> {
    const { name = "", principalArn } = sent;
    if (operation === "PutAccountSetting")
      this.#settings.push({ name, ...(principalArn === undefined ? {} : { principalArn }) });
    return this.#target.client.call(operation, sent);
  }

  async call(call: RecordedCall): Promise<Verdict> {
    const { operation, input } = call;
    const why = this.#whyUnknown(call);
    // A write is sent although its reply cannot be judged: later calls depend on what it changed.
    const sent =
      why === undefined || makesAnything(call) || changesAnything(call) ? this.#ids.fill(operation, input) : undefined;
    if (sent === undefined) {
      if (isAccepted(call)) this.#note(operation, input, undefined, "which could not be sent");
      return { verdict: "unknown", reason: why ?? "it names an id that no earlier reply contains" };
    }
    if (call.afterSeconds !== undefined) await this.#target.skip?.(call.afterSeconds);
    const exchange = await this.#send(operation, sent);
    if (isAccepted(call)) this.#note(operation, input, exchange, "which ECS accepted");
    else if (isServed(exchange)) await this.#undo(operation, sent, madeBy(operation, input));
    const reason = this.#ids.difference(call, exchange);
    this.#ids.bindToken(call, exchange);
    const open = why ?? (reason === undefined ? undefined : openHere(call, exchange, this.#received));
    this.#received.push(call);
    if (open !== undefined) return { verdict: "unknown", reason: open };
    return { verdict: reason === undefined ? "agrees" : "contradicts", reason: reason ?? "" };
  }

  /** Deletes what this server created although ECS refused: the following calls expect a cluster without it. */
  async #undo(operation: string, { cluster, serviceName }: JsonObject, made: readonly ResourceKey[]): Promise<void> {
    const deletion = { ...(cluster === undefined ? {} : { cluster }), service: serviceName ?? "", force: true };
    const isUndone =
      operation === "CreateService" && isServed(await this.#target.client.call("DeleteService", deletion));
    if (!isUndone) for (const key of made) this.#surplus.add(key);
  }

  /** Records the resources of a create call, and whether this server created them. */
  #note(operation: string, input: JsonObject, exchange: Exchange | undefined, which: string): void {
    for (const key of madeBy(operation, input)) {
      this.#made.add(key);
      if (isServed(exchange)) this.#lost.delete(key);
      else this.#lost.set(key, `${operation}, ${which}, was not accepted here`);
    }
  }

  /** Why the reply cannot be judged: it depends on something that the trace does not contain. */
  #whyUnknown(call: RecordedCall): string | undefined {
    const { operation, input, inputComplete } = call;
    if (!inputComplete) return "part of the request is unknown";
    if (input.nextToken !== undefined && !this.#ids.hasToken(input.nextToken))
      return "no earlier reply has its page token";
    if (cardOf(operation)?.accountWide?.(input) === true)
      return "it also lists resources of other users of the account";
    const creates = madeBy(operation, input);
    const named = resourcesOf(operation, input).filter((key) => namedByCaller.has(kindOf(key)));
    for (const key of named) {
      const lost = this.#lost.get(key) ?? this.#lost.get(`cluster:${clusterAround(key)}`);
      if (lost !== undefined && !creates.includes(key)) return lost;
    }
    const surplus = [...this.#surplus].find((key) => this.#shows(call, named, key));
    if (surplus !== undefined) return `this server created ${surplus}, which ECS refused to create`;
    const missing = named.filter(
      (key) => !this.#made.has(key) && !creates.includes(key) && !this.#isAbsent(key, call, named),
    );
    return missing.length === 0 ? undefined : `the trace does not show the creation of ${missing.join(", ")}`;
  }

  /** May the reply include this resource, which exists only on this server? */
  #shows({ operation, input }: RecordedCall, named: readonly ResourceKey[], surplus: ResourceKey): boolean {
    if (kindOf(surplus) === "family") {
      const { taskDefinition } = input;
      if (!named.some((key) => kindOf(key) === "family" && nameOf(surplus).startsWith(nameOf(key)))) return false;
      return operation.startsWith("List") || (typeof taskDefinition === "string" && !/:\d+$/.test(taskDefinition));
    }
    const cluster = clusterAround(surplus);
    const around = cluster !== undefined && named.includes(`cluster:${cluster}`);
    const ofWhole = cardOf(operation)?.wholeCluster === true || operation === "DescribeClusters";
    return named.includes(surplus) || (around && ofWhole);
  }

  /** Was it absent at AWS too? The reply reports it missing, or the trace shows its cluster's complete contents. */
  #isAbsent(key: ResourceKey, call: RecordedCall, named: readonly ResourceKey[]): boolean {
    const cluster = clusterAround(key);
    if (cluster !== undefined && this.#made.has(`cluster:${cluster}`)) return true;
    if (isShownMissing(key, call)) return true;
    if (saysMissing(call) && (!isAccepted(call) || named.length === 1)) return true;
    // A list by name prefix returns only families that this trace registered.
    return (
      isAccepted(call) &&
      kindOf(key) === "family" &&
      call.operation.startsWith("List") &&
      [call.body.families, call.body.taskDefinitionArns]
        .flat()
        .filter((each) => typeof each === "string")
        .every((each) => this.#made.has(`family:${familyOf(each)}`) && familyOf(each).startsWith(nameOf(key)))
    );
  }
}

/** Kinds of resources whose names the caller chooses; the server chooses the ids of the others. */
const namedByCaller: ReadonlySet<ResourceKind> = new Set(["cluster", "family", "service", "capacityProvider"]);

const makesAnything = (call: RecordedCall): boolean =>
  isAccepted(call) && cardOf(call.operation)?.creates !== undefined;

const changesAnything = (call: RecordedCall): boolean =>
  isAccepted(call) && call.inputComplete && !isRead(call.operation);

const isServed = (exchange: Exchange | undefined): boolean => exchange?.kind === "answered" && exchange.status === 200;

/** The resources that a call creates if it is accepted, by their names. */
const madeBy = (operation: string, input: JsonObject): ResourceKey[] => {
  const creates = cardOf(operation)?.creates;
  return resourcesOf(operation, input).filter((key) => kindOf(key) === creates);
};
