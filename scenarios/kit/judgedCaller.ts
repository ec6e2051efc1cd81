import type { Exchange, JsonObject } from "../../clients/client.ts";
import { mapLeaves, type PlanInput } from "../../commands/language/reference.ts";
import { isRead } from "../../model/operationFacts.ts";
import type { Divergence } from "../../properties/judge/divergence.ts";
import { cleanUp, removeNamed } from "../../properties/run/cleanup.ts";
import { awaitQuiescence } from "../../properties/run/quiescence.ts";
import { Run } from "../../properties/run/run.ts";
import type { RunContext } from "../../properties/run/runContext.ts";
import { ServerCrash } from "./crash.ts";
import type { Caller } from "./ecsClient.ts";

type Listener = (operation: string, exchange: Exchange) => void;

/**
 * Makes a scenario's calls, one after the other. The model judges each of them, looks follow each write, and everything
 * is compared at rest, as with the commands of a plan.
 */
export class JudgedCaller implements Caller {
  readonly #run: Run;
  readonly #listeners: Listener[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;
  readonly #clusters = new Set<string>();
  readonly #families = new Set<string>();
  /** Ids that only unjudged replies have shown: the model does not know them. */
  readonly #unjudged = new Set<string>();

  constructor(prefix: string, context: RunContext) {
    this.#run = new Run([], prefix, context);
  }

  /** The divergences so far. */
  get divergences(): readonly Divergence[] {
    return this.#run.divergences;
  }

  /** Set once the server has crashed. */
  get crash(): ServerCrash | undefined {
    const crash = this.#run.divergences.find(({ signature }) => signature.kind === "spontaneous-crash");
    return crash && new ServerCrash(`the server crashed: ${crash.operation} was not answered: ${crash.actual}`);
  }

  /** The listener gets every call that the scenario makes. */
  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  call(operation: string, input: JsonObject): Promise<Exchange> {
    const made = this.#last.then(() => this.#call(operation, input));
    this.#last = made.catch(() => undefined);
    return made;
  }

  /**
   * Sends a request of a list for one page, without judgement: the model judges lists as a whole. Its turn comes after
   * the calls before it.
   */
  page(operation: string, input: JsonObject): Promise<Exchange> {
    const made = this.#last.then(() => this.#run.send(operation, input));
    this.#last = made.catch(() => undefined);
    return made;
  }

  /** Compares everything once more at rest. */
  async rest(): Promise<void> {
    await awaitQuiescence(this.#run);
  }

  /** Removes everything that was created; returns what the server did not remove. */
  async cleanUp(): Promise<string[]> {
    // The model does not know whether the call had an effect that the crash left unanswered.
    const clean = () =>
      this.crash === undefined ? cleanUp(this.#run) : removeNamed(this.#run, [...this.#clusters], [...this.#families]);
    const left = await clean();
    // One more attempt for a server that was unavailable for a moment.
    return left.length > 0 && (await this.#run.context.untilServerAnswers()) ? clean() : left;
  }

  /** Aborts the scenario as soon as the server has crashed. */
  async #call(operation: string, input: JsonObject): Promise<Exchange> {
    if (operation === "CreateCluster") this.#clusters.add(String(input.clusterName));
    if (operation === "RegisterTaskDefinition") this.#families.add(String(input.family));
    const exchange = this.crash === undefined ? await this.#play(operation, input) : undefined;
    if (exchange === undefined || this.crash !== undefined) throw this.crash;
    for (const listener of this.#listeners) listener(operation, exchange);
    return exchange;
  }

  async #play(operation: string, input: JsonObject): Promise<Exchange> {
    // Members that are undefined are not sent.
    const plain = JSON.parse(JSON.stringify(input)) as PlanInput;
    let known = true;
    const symbolic = mapLeaves(plain, (leaf) => {
      if (typeof leaf !== "string") return leaf;
      const { oracle } = this.#run;
      if (!oracle.namesKnownId(leaf) && this.#unjudged.has(idOf(leaf))) known = false;
      return oracle.symbolic(leaf);
    }) as PlanInput;
    const command = { operation, input: symbolic };
    const judged = known ? await this.#run.play(this.#count++, command) : undefined;
    return judged ?? (await this.#sendUnjudged(operation, symbolic as JsonObject));
  }

  /**
   * Calls on resources in quarantine are sent all the same, because the scenario itself may know their state. What such
   * a write creates was not judged either, nor are the counts of its cluster.
   */
  async #sendUnjudged(operation: string, input: JsonObject): Promise<Exchange> {
    const exchange = await this.#run.send(operation, input);
    if (!isRead(operation)) this.#run.quarantine.taintBy(operation, input);
    await this.#run.noticeCrash(exchange, { command: this.#count, operation });
    if (exchange.kind === "answered")
      for (const [, id = ""] of exchange.text.matchAll(serversId)) this.#unjudged.add(id);
    return exchange;
  }
}

/** The id of a task, a container instance or a task set. Names, which the scenario chose, are known. */
const serversId = /\/([0-9a-f-]{32,36}|\d{19})(?=")/g;

const idOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
