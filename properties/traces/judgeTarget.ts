import type { Client, Exchange } from "../../clients/client.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { clusterAround, kindOf, nameOf, type ResourceKey } from "../../model/language/resourceKey.ts";
import { resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import type { Fixtures } from "../../targets/target.ts";
import { newRunPrefix } from "../run/runPrefix.ts";
import { isShownMissing, saysMissing } from "./missing.ts";
import { RecordedIds } from "./recordedIds.ts";
import { type CallVerdict, isAccepted, type RecordedCall, type Trace } from "./trace.ts";

/** What a conformance run needs of a target. */
export interface JudgedTarget {
  readonly client: Client;
  readonly fixtures: Fixtures;
  /** Lets what moves by itself move, where the target's clock can be moved. */
  skip?(seconds: number): Promise<void>;
}

/**
 * Sends the calls of a trace to a target and holds each answer against the recorded one, without the model: status,
 * error type, text, and every member that was recorded. Names get a prefix of their own; ids that AWS chose are bound to
 * the ids that this server chooses; what moves by itself counts only where it cannot come right any more.
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
  return verdicts;
}

type Verdict = Pick<CallVerdict, "verdict" | "reason">;

/** One trace on one server. */
class Play {
  readonly #target: JudgedTarget;
  readonly #ids: RecordedIds;
  readonly #prefix = newRunPrefix("k");
  readonly #made = new Set<ResourceKey>();
  /** What this server refused to make, and why what names it says nothing of the server any more. */
  readonly #lost = new Map<ResourceKey, string>();

  constructor(trace: Trace, target: JudgedTarget) {
    this.#target = target;
    this.#ids = new RecordedIds(this.#prefix, trace, target.fixtures);
  }

  /** What this server made and ECS refused to: it shows in lists and counts, and is the newest revision of a family. */
  readonly #surplus = new Set<ResourceKey>();

  async begin(): Promise<void> {
    this.#ids.meet(await this.#target.client.call("DescribeClusters", { clusters: [`${this.#prefix}none`] }));
  }

  /** Brings about what existed before. */
  async give({ operation, input }: Trace["given"][number]): Promise<void> {
    const sent = this.#ids.fill(operation, input);
    const exchange = sent && (await this.#target.client.call(operation, sent));
    if (exchange !== undefined) this.#ids.meetGiven(input, exchange);
    this.#note(operation, input, exchange, "which is given");
  }

  async call(call: RecordedCall): Promise<Verdict> {
    const { operation, input } = call;
    const why = this.#whyUnknown(call);
    // What calls after it depend on is made all the same.
    const sent = why === undefined || makesAnything(call) ? this.#ids.fill(operation, input) : undefined;
    if (sent === undefined) {
      if (isAccepted(call)) this.#note(operation, input, undefined, "which could not be sent");
      return { verdict: "unknown", reason: why ?? "it names an id that no answer before it showed" };
    }
    if (call.afterSeconds !== undefined) await this.#target.skip?.(call.afterSeconds);
    const exchange = await this.#target.client.call(operation, sent);
    if (isAccepted(call)) this.#note(operation, input, exchange, "which ECS accepted");
    else if (isServed(exchange)) await this.#undo(operation, sent, madeBy(operation, input));
    const reason = this.#ids.difference(call, exchange);
    if (why !== undefined) return { verdict: "unknown", reason: why };
    return { verdict: reason === undefined ? "agrees" : "contradicts", reason: reason ?? "" };
  }

  /** Takes away what this server made and ECS refused to make: what comes after is about a cluster without it. */
  async #undo(operation: string, { cluster, serviceName }: JsonObject, made: readonly ResourceKey[]): Promise<void> {
    const deletion = { ...(cluster === undefined ? {} : { cluster }), service: serviceName ?? "", force: true };
    const isUndone =
      operation === "CreateService" && isServed(await this.#target.client.call("DeleteService", deletion));
    if (!isUndone) for (const key of made) this.#surplus.add(key);
  }

  /** What was made, or what should have been made and was not. */
  #note(operation: string, input: JsonObject, exchange: Exchange | undefined, which: string): void {
    for (const key of madeBy(operation, input)) {
      this.#made.add(key);
      if (isServed(exchange)) this.#lost.delete(key);
      else this.#lost.set(key, `${operation}, ${which}, was not accepted here`);
    }
  }

  /** Why the answer would say nothing of the server: what it depends on is not in the trace. */
  #whyUnknown(call: RecordedCall): string | undefined {
    const { operation, input, inputComplete } = call;
    if (!inputComplete) return "the request is not wholly known";
    if (input.nextToken !== undefined) return "its page token is another on every server";
    if (cardOf(operation)?.accountWide?.(input) === true) return "it shows what others have in the account";
    const creates = madeBy(operation, input);
    const named = resourcesOf(operation, input).filter((key) =>
      /^(?:cluster|family|service|capacityProvider):/.test(key),
    );
    for (const key of named) {
      const lost = this.#lost.get(key) ?? this.#lost.get(`cluster:${clusterAround(key)}`);
      if (lost !== undefined && !creates.includes(key)) return lost;
    }
    const surplus = [...this.#surplus].find((key) => this.#shows(call, named, key));
    if (surplus !== undefined) return `this server made ${surplus}, which ECS refused to make`;
    const missing = named.filter(
      (key) => !this.#made.has(key) && !creates.includes(key) && !this.#isAbsent(key, call, named),
    );
    return missing.length === 0 ? undefined : `the trace does not show ${missing.join(", ")} being made`;
  }

  /** May the answer be about this resource too, which only this server has? */
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

  /** Was it not there at AWS either? By the answer, or because all that its cluster held is in the trace. */
  #isAbsent(key: ResourceKey, call: RecordedCall, named: readonly ResourceKey[]): boolean {
    const cluster = clusterAround(key);
    if (cluster !== undefined && this.#made.has(`cluster:${cluster}`)) return true;
    if (isShownMissing(key, call)) return true;
    if (saysMissing(call) && (!isAccepted(call) || named.length === 1)) return true;
    // A list by the beginning of a name shows what was made here, and nothing else.
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

const makesAnything = (call: RecordedCall): boolean =>
  isAccepted(call) && cardOf(call.operation)?.creates !== undefined;

const familyOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1).replace(/:\d+$/, "");

const isServed = (exchange: Exchange | undefined): boolean => exchange?.kind === "answered" && exchange.status === 200;

/** What an accepted call makes, by the names that it gives. */
const madeBy = (operation: string, input: JsonObject): ResourceKey[] => {
  const creates = cardOf(operation)?.creates;
  return creates === undefined ? [] : resourcesOf(operation, input).filter((key) => key.startsWith(`${creates}:`));
};
