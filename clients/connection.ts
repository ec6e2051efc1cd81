import http from "node:http";
import https from "node:https";
import { answered } from "./answered.ts";
import type { Exchange, Unanswered } from "./client.ts";

/** One HTTP request as it is sent. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Servers close idle connections after 5 s (Node, hypercorn) or later; the client closes them long before. */
const idleMilliseconds = 1000;

/** A longer body is cut and does not count as JSON. */
const longestBodyBytes = 64 * 1024 * 1024;

/** After a server broke a kept connection, each request gets a new connection for this long. */
const distrustMilliseconds = 10_000;

/**
 * Keep-alive HTTP to one server; turns everything that a server can do into an Exchange.
 *
 * When a kept connection breaks before the first byte of the reply, the client cannot know whether the server closed it
 * while it was idle, or failed on the request. To avoid this case, the event loop turns once before each request, so
 * that a waiting FIN is read and the closed socket is dropped; and a socket that was idle for a second is not used
 * again. If it happens all the same, a request marked `repeatable` (a read) is sent once more on a new connection. Any
 * other request is a `reset`, because the server may have executed it. For some time afterwards no connection is kept,
 * so that a server that drops its replies is observed to do so.
 */
export class Connection {
  readonly #base: URL;
  readonly #timeoutMilliseconds: number;
  readonly #request: typeof http.request;
  readonly #keeping: http.Agent;
  readonly #fresh: http.Agent;
  #distrustUntil = 0;

  constructor(endpoint: string, timeoutMilliseconds: number) {
    this.#base = new URL(endpoint);
    this.#timeoutMilliseconds = timeoutMilliseconds;
    const { Agent, request } = this.#base.protocol === "https:" ? https : http;
    this.#request = request;
    this.#keeping = new Agent({ keepAlive: true, timeout: idleMilliseconds });
    this.#fresh = new Agent({ keepAlive: false });
  }

  /** The path of the endpoint, for servers that are not at the root. */
  get path(): string {
    return this.#base.pathname;
  }

  async exchange(request: RawRequest, repeatable = false): Promise<Exchange> {
    await new Promise(setImmediate);
    const keep = performance.now() >= this.#distrustUntil;
    const { exchange, brokeKept } = await this.#send(request, keep ? this.#keeping : this.#fresh);
    if (!brokeKept) return exchange;
    this.#distrustUntil = performance.now() + distrustMilliseconds;
    return repeatable ? (await this.#send(request, this.#fresh)).exchange : exchange;
  }

  close(): void {
    this.#keeping.destroy();
    this.#fresh.destroy();
  }

  #send(raw: RawRequest, agent: http.Agent): Promise<Attempt> {
    const began = performance.now();
    const elapsed = () => performance.now() - began;
    const { promise, resolve } = Promise.withResolvers<Attempt>();
    const request = this.#request({
      agent,
      protocol: this.#base.protocol,
      hostname: this.#base.hostname.replace(/^\[|\]$/g, ""),
      port: this.#base.port,
      method: raw.method,
      path: raw.path,
      headers: raw.headers,
    });

    let connected = false;
    const finish = (exchange: Exchange, brokeKept = false) => {
      clearTimeout(deadline);
      resolve({ exchange, brokeKept });
    };
    const fail = (cause: Unanswered["cause"], detail: string, brokeKept = false) =>
      finish({ kind: "unanswered", cause, detail, milliseconds: elapsed() }, brokeKept);
    const deadline = setTimeout(() => {
      const missing = connected ? "answer" : "connection";
      fail(connected ? "timeout" : "refused", `no ${missing} within ${this.#timeoutMilliseconds} ms`);
      request.destroy();
    }, this.#timeoutMilliseconds);

    request.on("socket", (socket) => {
      if (!socket.connecting) connected = true;
      else socket.once("encrypted" in socket ? "secureConnect" : "connect", () => (connected = true));
    });
    request.on("error", (error: NodeJS.ErrnoException) =>
      fail(connected ? "reset" : "refused", describe(error), request.reusedSocket && isHangUp(error)),
    );
    request.on("upgrade", (response, socket) => {
      finish(answered(response, Buffer.alloc(0), elapsed()));
      socket.destroy();
    });
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes <= longestBodyBytes) return;
        finish(answered(response, Buffer.concat(chunks), elapsed()));
        response.destroy();
      });
      response.on("end", () => finish(answered(response, Buffer.concat(chunks), elapsed())));
      response.on("error", (error: NodeJS.ErrnoException) => fail("reset", describe(error)));
      response.on("close", () => fail("reset", "connection closed in the middle of the answer"));
    });
    request.end(raw.body);
    return promise;
  }
}

interface Attempt {
  readonly exchange: Exchange;
  /** A kept connection broke before the first byte of the answer. */
  readonly brokeKept: boolean;
}

function isHangUp(error: NodeJS.ErrnoException): boolean {
  return error.code === "ECONNRESET" || error.code === "EPIPE";
}

/** An AggregateError (localhost was tried on both address families) has no message of its own. */
function describe(error: NodeJS.ErrnoException): string {
  const inner = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException) : error;
  return inner.code && !inner.message.includes(inner.code) ? `${inner.code}: ${inner.message}` : inner.message;
}
