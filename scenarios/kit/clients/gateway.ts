import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Exchange, JsonObject } from "../../../clients/client.ts";
import { cardOf } from "../../../model/registry.ts";
import { EcsError } from "../../../targets/embedded/errors.ts";
import { type Reply, refusal, targetPrefix } from "../../../targets/embedded/http/protocol.ts";
import { Neighbours } from "../../../targets/embedded/neighbours/neighbours.ts";
import { ServerCrash } from "../crash.ts";
import type { Caller } from "../ecsClient.ts";

/** The caller of a scenario, as its programs need it. */
interface PagingCaller extends Caller {
  /** Sends a request for one page of a list, without judgement. */
  page(operation: string, input: JsonObject): Promise<Exchange>;
}

/**
 * The address at which a program finds AWS. The gateway sends each ECS call through the scenario's caller, so that the
 * model judges it as if the scenario had made it, and returns the server's reply. It answers calls to other services
 * itself, in the same way for every target: a server that implements only ECS is not at fault for lacking the others.
 * The model judges a list as a whole, when a program requests its first page; the program gets the server's own pages.
 */
export class Gateway {
  readonly #server: Server;
  readonly #caller: PagingCaller;
  readonly #neighbours = new Neighbours("123456789012");
  readonly #calls: string[] = [];
  readonly #going = new Set<Promise<void>>();
  #mistake: unknown;

  static async open(caller: PagingCaller): Promise<Gateway> {
    const gateway = new Gateway(caller);
    await new Promise<void>((resolve) => gateway.#server.listen(0, "127.0.0.1", resolve));
    return gateway;
  }

  private constructor(caller: PagingCaller) {
    this.#caller = caller;
    this.#server = createServer((request, response) => {
      const served = this.#serve(request, response).finally(() => this.#going.delete(served));
      this.#going.add(served);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The operations of ECS that were called so far, in order. */
  get calls(): readonly string[] {
    return this.#calls;
  }

  /** An error in the gateway or in judging a call, which is no fault of the server: the program cannot report it. */
  get mistake(): unknown {
    return this.#mistake;
  }

  /** Closes the gateway once the last call has its reply. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await Promise.all(this.#going);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await text(request);
      const target = request.headers["x-amz-target"]?.toString();
      const operation = target?.startsWith(targetPrefix) ? target.slice(targetPrefix.length) : undefined;
      if (operation === undefined) return send(response, this.#besideEcs(request, target, body));
      this.#calls.push(operation);
      const answer = replyOf(await this.#call(operation, JSON.parse(body) as JsonObject));
      if (answer === undefined) response.destroy();
      else send(response, answer);
    } catch (error) {
      // The program's connection is closed. The caller already knows that the server crashed.
      if (!(error instanceof ServerCrash) && !request.destroyed) this.#mistake ??= error;
      response.destroy();
    }
  }

  async #call(operation: string, input: JsonObject): Promise<Exchange> {
    if (cardOf(operation)?.paged !== true) return this.#caller.call(operation, input);
    if (input.nextToken !== undefined) return this.#caller.page(operation, input);
    const whole = await this.#caller.call(operation, input);
    return whole.kind === "answered" && whole.status === 200 ? this.#caller.page(operation, input) : whole;
  }

  #besideEcs({ headers }: IncomingMessage, target: string | undefined, body: string): Reply {
    try {
      const reply = this.#neighbours.answer({ target, contentType: headers["content-type"], body });
      if (reply !== undefined) return reply;
      throw new EcsError("UnknownOperationException", "There is no such service here.");
    } catch (error) {
      if (error instanceof EcsError) return refusal(error);
      throw error;
    }
  }
}

/** Undefined when the server did not reply. */
const replyOf = (exchange: Exchange): Reply | undefined =>
  exchange.kind === "answered"
    ? { status: exchange.status, contentType: exchange.contentType, body: exchange.text }
    : undefined;

function send(response: ServerResponse, { status, contentType, body }: Reply): void {
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

/** Opens a gateway for a program, and closes it; the signal ends the program when the scenario ends. */
export async function throughGateway(
  caller: PagingCaller,
  interrupt: AbortSignal,
  body: (gateway: Gateway, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const gateway = await Gateway.open(caller);
  const end = new AbortController();
  try {
    await body(gateway, AbortSignal.any([interrupt, end.signal]));
  } catch (error) {
    throw gateway.mistake ?? error;
  } finally {
    end.abort();
    await gateway.close();
  }
  if (gateway.mistake !== undefined) throw gateway.mistake;
}
