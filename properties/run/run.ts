import { text } from "../../checker/signature.ts";
import type { Exchange, JsonObject } from "../../clients/client.ts";
import type { Command, Plan } from "../../commands/language/plan.ts";
import { inNamespace } from "../../commands/plans/namespace.ts";
import type { Json } from "../../model/language/json.ts";
import { empty } from "../../model/language/state.ts";
import { isRead, meansDefault, outcomeName, resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import { DeviationMatcher, type SplitFault } from "../deviations/deviationMatcher.ts";
import { Ledger } from "../deviations/ledger.ts";
import { isDecisive } from "../judge/decisive.ts";
import type { Divergence, ReplyPosition } from "../judge/divergence.ts";
import type { Fault } from "../judge/fault.ts";
import { saysUnsupported } from "../judge/operationSupport.ts";
import { Oracle } from "../judge/oracle.ts";
import type { Quarantine } from "../judge/quarantine.ts";
import { quarantineAfterFault } from "../judge/quarantineAfterFault.ts";
import { selfContradictions } from "../judge/selfContradictions.ts";
import { leaveOutStrays } from "../judge/strays.ts";
import { mayHaveTwoMistakes } from "../judge/twoMistakes.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Look } from "../looks/look.ts";
import { looksAfter } from "../looks/looksAfter.ts";
import { variantAfter } from "../looks/lookVariant.ts";
import type { NotSent } from "../measures/counters.ts";
import { Rollouts, rolloutLooks } from "../measures/rollouts.ts";
import { Transitions } from "../measures/transitions.ts";
import { isAccepted } from "./accepted.ts";
import { backoffMilliseconds } from "./backoff.ts";
import { ec2InstancesOf } from "./ec2Instances.ts";
import { readPagesOf } from "./pagination.ts";
import { awaitQuiescenceBefore } from "./quiescence.ts";
import { References } from "./references.ts";
import { type Event, GoneError, type RunContext } from "./runContext.ts";
import { crashDivergence, isServerGone } from "./serverCrash.ts";
import { substitute } from "./substitution.ts";

/** The result of a call, or of reading all pages of a list. */
interface Called {
  readonly exchange: Exchange;
  /** A fault of the pages. */
  readonly fault: string | undefined;
  /** Only the first pages were read: their content is not judged. */
  readonly partial: boolean;
}

/** One plan, played in a new namespace on the server and in the model at the same time. */
export class Run {
  readonly plan: Plan;
  readonly oracle: Oracle;
  readonly quarantine: Quarantine;
  readonly divergences: Divergence[] = [];
  readonly history: Event[] = [];
  readonly context: RunContext;
  readonly rollouts: Rollouts;
  readonly transitions: Transitions;
  /** The known deviations that occur in the run. */
  readonly known: DeviationMatcher;
  /** Did a recovery change the server? */
  altered = false;
  /** True once the server has crashed: its state is unknown then. */
  crashed = false;
  readonly #references: References;
  /** Calls that were no part of the plan: they number the ids that such calls create. */
  #probes = 0;
  /** Operations without a reply: clean-up does not wait for them again. */
  readonly #hanging = new Map<string, Exchange>();

  constructor(plan: Plan, prefix: string, context: RunContext) {
    this.plan = inNamespace(plan, prefix);
    this.context = context;
    this.rollouts = new Rollouts(context.counters);
    this.transitions = new Transitions(context.counters.transitions, () => context.clock.now());
    this.known = new DeviationMatcher(context.ledger ?? new Ledger(), context.counters, prefix, this.history);
    const ec2Instances = ec2InstancesOf(plan, context.instances ?? []);
    this.oracle = new Oracle(context.abilities, prefix, empty, { ...context.bound, ...ec2Instances });
    this.quarantine = this.oracle.quarantine;
    this.#references = new References(this.plan, this.oracle, context.recovers === true);
  }

  /** Does the plan touch the `default` cluster, which cannot have a prefix? Such runs take turns. */
  static meansDefault(plan: Plan): boolean {
    return plan.some(({ operation, input }) => meansDefault(operation, input));
  }

  /** The input with its references replaced; undefined while one of them has no value. */
  resolved(command: Command): JsonObject | undefined {
    return this.#references.resolved(command);
  }

  /**
   * Makes a call that is no part of the plan, and learns from the reply if it is legal; reports nothing. `blamed` is the
   * operation whose known deviations may explain the reply, and what is `decisive` may not differ, even if known.
   */
  async probe(
    { operation, input }: Look,
    command: number,
    blamed = operation,
    decisive = isDecisive,
  ): Promise<"fits" | "differs" | "unjudged"> {
    const sent = this.#sendable(operation, input);
    if (typeof sent === "string") return "unjudged";
    const at = { command, operation: blamed, look: operation };
    const { exchange, partial } = await this.#caughtUp(at, operation, input, sent);
    if ((await this.noticeCrash(exchange, at)) || partial || exchange.kind === "unanswered") return "unjudged";
    const call = `${command}+${this.#probes++}`;
    const split = (fault: Fault) => this.known.split(fault, at);
    if (saysUnsupported(exchange)) return "unjudged";
    if (!this.oracle.fits(operation, input, call, exchange, split, decisive)) return "differs";
    const { reading } = this.#judge(operation, input, at, exchange, call);
    if (reading !== undefined) this.known.expectEchoes(reading);
    return "fits";
  }

  /** Plays one command; returns the reply, or nothing when there was no reason to send it. */
  async play(index: number, command: Command): Promise<Exchange | undefined> {
    const symbolic = this.resolved(command);
    if (symbolic === undefined) return this.context.counters.leftOut("unresolved");
    const sent = this.#sendable(command.operation, symbolic);
    if (typeof sent === "string") return this.context.counters.leftOut(sent);
    if (command.atRest === true) await awaitQuiescenceBefore(this);
    const place = { command: index, operation: command.operation };
    const { exchange, fault: listFault, partial } = await this.#caughtUp(place, command.operation, symbolic, sent);
    if (await this.noticeCrash(exchange, place)) return exchange;
    if (isAccepted(exchange))
      for (const key of this.quarantine.renew(command.operation, symbolic)) this.oracle.masks.renew(key);
    const verdict: Verdict<SplitFault> = partial
      ? { outcome: undefined, fault: undefined, rules: ["LI3"] }
      : this.#judge(command.operation, symbolic, place, exchange);
    const isOpen = this.quarantine.wasUsed && mayHaveTwoMistakes(verdict.fault, this.#references.outcomeOf(index));
    this.#note(command, exchange, index, verdict);
    this.#take(isOpen ? { ...verdict, fault: undefined } : verdict, symbolic, place, exchange);
    if (listFault !== undefined) this.#report({ kind: "reply", problem: listFault, detail: listFault }, place);
    const refused = verdict.outcome?.result.kind === "refused" || verdict.fault?.kind === "unsupported";
    const turn = variantAfter(command.operation, symbolic, this.oracle.namespace);
    const wronglyRefused = verdict.fault?.kind === "outcome" && !verdict.fault.accepted;
    const looks = looksAfter(command.operation, symbolic, verdict.outcome, turn, wronglyRefused);
    for (const look of looks) if (!this.crashed) await this.look(look, { ...place, refused });
    if (command.operation === "UpdateService" && verdict.rules.includes("SV22")) await this.#watch(looks, place);
    return exchange;
  }

  /** Looks at a rollout while it is in progress: its bounds hold at every moment (row DP3). */
  async #watch(looks: readonly Look[], place: ReplyPosition): Promise<void> {
    const look = looks.find(({ operation }) => operation === "DescribeServices");
    for (let sample = 0; look !== undefined && sample < rolloutLooks; sample++) {
      if (this.crashed || !this.rollouts.going) return;
      await this.look(look, place);
    }
  }

  /** Makes a read and judges it; reports the reply's differences unless they are known. */
  async look(look: Look, place: ReplyPosition, rest = false): Promise<Verdict | undefined> {
    const sent = this.#sendable(look.operation, look.input);
    if (typeof sent === "string") return undefined;
    const at = { ...place, look: look.operation, rest };
    const { exchange, fault, partial } = await this.#caughtUp(at, look.operation, look.input, sent);
    if (await this.noticeCrash(exchange, at)) return undefined;
    const verdict = partial ? undefined : this.#judge(look.operation, look.input, at, exchange);
    if (fault !== undefined) this.#report({ kind: "reply", problem: fault, detail: fault }, at);
    if (verdict === undefined) return undefined;
    this.#take(verdict, look.input, at, exchange);
    return verdict;
  }

  /** A read for polling until rest; the caller reports its differences. */
  async peek(look: Look): Promise<Fault | undefined> {
    const sent = this.#sendable(look.operation, look.input);
    if (typeof sent === "string") return undefined;
    const at = this.atRest(look);
    this.known.next();
    const { exchange } = await this.#call(at, look.operation, sent, true);
    if (await this.noticeCrash(exchange, at)) return undefined;
    const verdict = this.#judge(look.operation, look.input, at, exchange, "rest");
    if (exchange.kind === "answered" && exchange.status === 200 && exchange.json !== undefined)
      this.#inspect(at, exchange.json);
    return verdict.fault;
  }

  /** The input with real ids, or why the call is useless. */
  #sendable(operation: string, input: JsonObject): JsonObject | NotSent {
    if (this.context.support?.needsNoCall(operation, input) === true) return "unsupported";
    if (this.quarantine.isShared(operation, input)) return "shared";
    return this.quarantine.blocks(operation, input) ? "quarantined" : (substitute(this.oracle, input) ?? "unresolved");
  }

  /** Reports what a look at rest shows. */
  reportAtRest(fault: Fault, look: Look): void {
    this.#report(fault, this.atRest(look), look.input);
  }

  /** The position of a look at rest: after the last command. */
  atRest({ operation, input }: Look): ReplyPosition {
    return {
      command: this.plan.length,
      operation,
      look: operation,
      rest: true,
      about: resourcesOf(operation, input)[0],
    };
  }

  #judge(
    operation: string,
    input: JsonObject,
    place: ReplyPosition,
    exchange: Exchange,
    call = `${place.command}`,
  ): Verdict<SplitFault> {
    const split = (fault: Fault) => this.known.split(fault, place);
    return this.oracle.judge(operation, input, call, exchange, place.rest === true, split);
  }

  /** Sends a call without judging the reply, for clean-up. */
  async send(operation: string, input: JsonObject): Promise<Exchange> {
    const hanging = this.#hanging.get(operation);
    if (hanging !== undefined) return hanging;
    this.context.counters.calls++;
    const sent = substitute(this.oracle, input) ?? input;
    return this.#noted(operation, await this.context.lock.shared(() => this.context.client.call(operation, sent)));
  }

  /** Makes a call; with eventual consistency (row CC8), repeats a read or a refused call until its reply is legal. */
  async #caughtUp(place: ReplyPosition, operation: string, symbolic: JsonObject, sent: JsonObject): Promise<Called> {
    this.known.next();
    const look = place.look !== undefined;
    let called = await this.#call(place, operation, sent, look);
    if (!this.context.eventual) return called;
    const { clock, signal } = this.context;
    const deadline = clock.now() + this.context.restMilliseconds;
    const behind = ({ exchange }: Called): boolean =>
      exchange.kind === "answered" &&
      (isRead(operation) || exchange.status === 400) &&
      !this.oracle.fits(operation, symbolic, String(place.command), exchange, (fault) =>
        this.known.split(fault, place),
      );
    for (let round = 0; behind(called) && clock.now() < deadline && !signal.aborted; round++) {
      await clock.pause(backoffMilliseconds(round));
      called = await this.#call(place, operation, sent, look);
    }
    return called;
  }

  async #call(place: ReplyPosition, operation: string, input: JsonObject, look: boolean): Promise<Called> {
    const paged = cardOf(operation)?.paged ? await readPagesOf(this.context, operation, input) : undefined;
    const exchange =
      paged?.exchange ?? (await this.context.lock.shared(() => this.context.client.call(operation, input)));
    this.#noted(operation, exchange);
    this.context.support?.observe(operation, input, exchange);
    this.context.counters.calls += paged?.pages.length ?? 1;
    if (look) this.context.counters.looks++;
    this.history.push({ command: place.command, look, operation, input, exchange });
    return { exchange, fault: paged?.fault, partial: paged?.partial ?? false };
  }

  #noted(operation: string, exchange: Exchange): Exchange {
    if (exchange.kind === "unanswered" && exchange.cause === "timeout") this.#hanging.set(operation, exchange);
    return exchange;
  }

  #note({ operation }: Command, exchange: Exchange, index: number, { outcome }: Verdict): void {
    const accepted = isAccepted(exchange);
    this.context.counters.command(operation, accepted, outcome && outcomeName(outcome.result));
    this.#references.keep(index, exchange.kind === "answered" && accepted ? exchange.json : undefined);
  }

  #take(verdict: Verdict<SplitFault>, input: JsonObject, place: ReplyPosition, exchange: Exchange): void {
    this.context.counters.judgedBy(verdict.rules);
    if (verdict.fault !== undefined) this.#report(verdict.fault, place, input, verdict.reading);
    if (verdict.fault !== undefined && place.look === undefined && isAccepted(exchange))
      leaveOutStrays(exchange, this.oracle);
    const wronglyAccepted = verdict.fault?.kind === "outcome" && verdict.fault.accepted;
    if (exchange.kind === "answered" && exchange.status === 200 && exchange.json !== undefined && !wronglyAccepted) {
      this.#inspect(place, exchange.json);
    }
    if (exchange.kind === "unanswered" && exchange.cause === "timeout")
      this.#report({ kind: "reply", problem: "timeout", detail: exchange.detail }, place);
    if (exchange.kind === "unanswered" && exchange.cause === "reset")
      this.#report({ kind: "reply", problem: "reset", detail: exchange.detail }, place);
  }

  #inspect(place: ReplyPosition, json: Json): void {
    if (typeof json !== "object" || json === null || Array.isArray(json)) return;
    this.rollouts.see(this.oracle.state, json);
    this.transitions.see(json);
    for (const divergence of selfContradictions(json, this.oracle.state, place, (arn) => this.oracle.symbolic(arn))) {
      if (!this.known.has(divergence) && !this.oracle.masks.isRepeated(text(divergence.signature)))
        this.#add([divergence]);
    }
  }

  #report(
    fault: Fault,
    place: ReplyPosition,
    input?: JsonObject,
    split: SplitFault = this.known.split(fault, place),
  ): void {
    this.known.note(split);
    this.#add(split.unknown);
    quarantineAfterFault(this.oracle, fault, split.left, place, input);
  }

  #add(divergences: readonly Divergence[]): void {
    const altered = this.altered || this.#references.usedStandIn;
    for (const each of divergences) this.divergences.push(altered ? { ...each, afterRecovery: true } : each);
  }

  /** Has the server crashed? Then the run waits for it and ends, and the crash is a finding. */
  async noticeCrash(exchange: Exchange, place: ReplyPosition): Promise<boolean> {
    if (!(await isServerGone(this.context.client, exchange))) return false;
    this.crashed = true;
    this.divergences.push(crashDivergence({ look: undefined, ...place }, exchange));
    if (!(await this.context.untilServerAnswers()))
      throw new GoneError("the server became unavailable and did not recover");
    return true;
  }
}
