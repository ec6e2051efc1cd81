import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { plantedFault } from "./bugs/crashes.ts";
import { overridesOf } from "./bugs/overrides/overrides.ts";
import { plantedBreakdown, plantedReading, plantedReply, type RawRequest } from "./bugs/wireFaults.ts";
import type { BugName } from "./bugs.ts";
import { EcsError } from "./errors.ts";
import { control, isControl } from "./http/control.ts";
import { jsonReply, perform, type Reply, readRequest, refusal } from "./http/protocol.ts";
import { Neighbours } from "./neighbours/neighbours.ts";
import { Simulation, type SimulationOptions } from "./simulation.ts";

export interface SimulatorOptions {
  /** 0 means any free port. */
  readonly port?: number;
  /** Virtual seconds per second of real time; "manual" means that only requests advance the time. */
  readonly speed?: number | "manual";
  /** Varies delays and the order of background events by the seed. */
  readonly jitter?: boolean;
  readonly seed?: number;
  readonly bug?: BugName | undefined;
  readonly account?: string;
  readonly region?: string;
  /** Tasks listen on their ports, at loopback addresses of their own. */
  readonly traffic?: boolean;
}

export interface Simulator {
  readonly url: string;
  close(): Promise<void>;
}

const restartMilliseconds = 300;
const largestBody = 1 << 20;

/** Starts a simulated ECS on the loopback interface, with all state in memory. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const server = new SimulatorServer({
    speed: options.speed ?? 1000,
    jitter: options.jitter ?? false,
    seed: options.seed ?? 1,
    bug: options.bug,
    overrides: overridesOf(options.bug),
    account: options.account ?? "123456789012",
    region: options.region ?? "us-east-1",
    traffic: options.traffic ?? false,
  });
  await server.listen(options.port ?? 0);
  return server;
}

class SimulatorServer implements Simulator {
  readonly #options: SimulationOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #sim: Simulation;
  #neighbours: Neighbours;
  #port = 0;
  #restart: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#sim = new Simulation(options);
    this.#neighbours = new Neighbours(options.account);
    this.#server = createServer({ keepAlive: true, keepAliveTimeout: 60_000 }, (request, response) =>
      this.#receive(request, response),
    );
    this.#server.on("connection", (socket) => {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", () => {
        this.#server.off("error", reject);
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#restart);
    this.#sim.end();
    await this.#stopListening();
  }

  #stopListening(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  #forgetAll(): void {
    this.#sim.end();
    this.#sim = new Simulation(this.#options);
    this.#neighbours = new Neighbours(this.#options.account);
  }

  /** Simulates a crash of the process: it restarts on the same port and has lost all state. */
  #crash(): void {
    this.#forgetAll();
    void this.#stopListening();
    this.#restart = setTimeout(() => {
      if (!this.#closed) this.listen(this.#port).catch(() => this.#crash());
    }, restartMilliseconds);
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestBody) chunks.push(chunk);
    });
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      this.#answer(request, response, body, size);
    });
    request.on("error", () => response.destroy());
  }

  #answer(request: IncomingMessage, response: ServerResponse, body: string, size: number): void {
    this.#sim.clock.catchUp();
    const path = request.url ?? "/";
    const { bug } = this.#options;
    const raw = plantedReading(bug, { ...read(request), body, size });
    try {
      if (isControl(path)) {
        send(
          response,
          control(this.#sim, request.method ?? "", path, body, () => this.#forgetAll()),
        );
        return;
      }
      const end = plantedBreakdown(bug, raw);
      if (end === "crash") this.#crash();
      if (end !== undefined) return;
      if (size > largestBody)
        throw new EcsError("SerializationException", "The request is too large.", { status: 413 });
      if (raw.method !== "POST" || path !== "/") {
        throw new EcsError("UnknownOperationException", "Requests are POST /.", { status: 404 });
      }
      const reply = this.#neighbours.answer({ ...raw, contentType: request.headers["content-type"] });
      if (reply === undefined) this.#answerEcs(raw, response);
      else send(response, reply);
    } catch (error) {
      if (error instanceof EcsError) send(response, plantedReply(this.#sim, bug, raw, error) ?? refusal(error));
      else send(response, brokenReply(error));
    }
  }

  #answerEcs({ target, body }: RawRequest, response: ServerResponse): void {
    const ecsRequest = readRequest(target, body);
    const fault = plantedFault(this.#sim, this.#options.bug, ecsRequest);
    switch (fault?.kind) {
      case undefined:
        send(response, perform(this.#sim, ecsRequest));
        return;
      case "garbage":
        send(response, fault.reply);
        return;
      case "reset":
        response.socket?.resetAndDestroy();
        return;
      case "crash":
        this.#crash();
        return;
      case "hang":
        return;
    }
  }
}

function read({ method = "", headers }: IncomingMessage) {
  const target = headers["x-amz-target"];
  return {
    method,
    target: typeof target === "string" ? target : undefined,
    chunked: headers["transfer-encoding"] !== undefined,
  };
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    "Content-Type": reply.contentType,
    "Content-Length": Buffer.byteLength(reply.body),
    "x-amzn-RequestId": randomUUID(),
  });
  response.end(reply.body);
}

/** An error in the simulator itself is reported as such, so that it is not taken for behaviour of ECS. */
function brokenReply(error: unknown): Reply {
  console.error(error);
  return jsonReply(500, { __type: "ServerException", message: `The simulator failed: ${error}` });
}
