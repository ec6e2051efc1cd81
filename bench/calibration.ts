import { type ChildProcess, fork } from "node:child_process";
import http from "node:http";
import { join } from "node:path";

/**
 * A round trip of plain HTTP to a server that does nothing, in a process of its own: it measures how fast this machine
 * handles one request at this moment. Other times are given as multiples of it, so that they can be compared with later
 * measurements.
 */
export class Calibration {
  readonly #server: ChildProcess;
  readonly #port: number;
  readonly #agent = new http.Agent({ keepAlive: true });

  static async start(): Promise<Calibration> {
    const server = fork(join(import.meta.dirname, "clients.ts"), ["server"]);
    const port = await new Promise<number>((resolve) => server.once("message", (message) => resolve(Number(message))));
    return new Calibration(server, port);
  }

  private constructor(server: ChildProcess, port: number) {
    this.#server = server;
    this.#port = port;
  }

  /** Milliseconds of one round trip. */
  async once(): Promise<number> {
    const began = performance.now();
    await new Promise<void>((resolve, reject) => {
      const options = { agent: this.#agent, host: "127.0.0.1", port: this.#port, method: "POST", path: "/" };
      const request = http.request(options, (response) => response.resume().on("end", resolve));
      request.on("error", reject).end("{}");
    });
    return performance.now() - began;
  }

  stop(): void {
    this.#agent.destroy();
    this.#server.kill();
  }
}
