import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exchange, JsonObject } from "../../clients/client.ts";
import { EcsError } from "../../targets/embedded/errors.ts";
import { Neighbours } from "../../targets/embedded/neighbours/neighbours.ts";
import { type Reply, refusal, targetPrefix } from "../../targets/embedded/protocol.ts";
import type { Caller } from "./ecsClient.ts";

/**
 * Where a program that nobody here wrote finds AWS: it passes each ECS call on by a scenario's own caller, so that the
 * model judges it as if the scenario had made it, and returns what the server answered. What is not ECS it answers
 * itself, the same for every target: a server of ECS alone is not to be blamed for the lack of the others.
 */
export class Gateway {
  readonly #server: Server;
  readonly #caller: Caller;
  readonly #neighbours = new Neighbours("123456789012");
  readonly #calls: string[] = [];

  static async open(caller: Caller): Promise<Gateway> {
    const gateway = new Gateway(caller);
    await new Promise<void>((resolve) => gateway.#server.listen(0, "127.0.0.1", resolve));
    return gateway;
  }

  private constructor(caller: Caller) {
    this.#caller = caller;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The operations of ECS that were called so far, in order. */
  get calls(): readonly string[] {
    return this.#calls;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await textOf(request);
      const target = request.headers["x-amz-target"]?.toString();
      const operation = target?.startsWith(targetPrefix) ? target.slice(targetPrefix.length) : undefined;
      if (operation === undefined) return send(response, this.#besideEcs(request, target, body));
      this.#calls.push(operation);
      const answer = replyOf(await this.#caller.call(operation, JSON.parse(body) as JsonObject));
      if (answer === undefined) response.destroy();
      else send(response, answer);
    } catch {
      // The server went away: the caller knows, and the program sees a connection that ends.
      response.destroy();
    }
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

/** Undefined where the server gave no answer. */
const replyOf = (exchange: Exchange): Reply | undefined =>
  exchange.kind === "answered"
    ? { status: exchange.status, contentType: exchange.contentType, body: exchange.text }
    : undefined;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, { status, contentType, body }: Reply): void {
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}
