import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ChildLog } from "./childLog.ts";
import { TargetError } from "./target.ts";

/**
 * A server process that kecs-fuzz starts. It always ends with its parent: it watches its stdin, which closes even when
 * the parent is killed. It has a process group of its own, so that Ctrl-C does not end it before the target is cleaned
 * up.
 */
export class Child {
  readonly #process: ChildProcess;
  readonly #name: string;
  readonly #log = new ChildLog();
  #firstLine = "";
  #status: number | string | undefined;
  readonly #ended: Promise<void>;

  /** Starts `node SCRIPT ARGUMENT…`. */
  constructor(name: string, script: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    this.#name = name;
    this.#process = spawn(process.execPath, [script, ...args], {
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    });
    this.#process.stdin?.on("error", () => {});
    const { stdout, stderr } = this.#process;
    for (const [name, stream] of Object.entries({ stdout, stderr }))
      stream?.setEncoding("utf8").on("data", (text: string) => this.#log.add(name, text));
    let out = "";
    this.#process.stdout?.on("data", (text: string) => {
      if (this.#firstLine) return;
      out += text;
      if (out.includes("\n")) this.#firstLine = out.slice(0, out.indexOf("\n"));
    });
    this.#ended = new Promise((resolve) => {
      this.#process.on("error", (error) => this.#end(error.message, resolve));
      this.#process.on("close", (code, signal) => this.#end(code ?? signal ?? "unknown", resolve));
    });
  }

  /** The exit status or signal; undefined while it runs. */
  get status(): number | string | undefined {
    return this.#status;
  }

  /** The last line it wrote: usually the reason for its end. */
  get lastLine(): string {
    return this.#log.lastLine;
  }

  /** The lines that it wrote in a span of time. */
  log(since: Date, until: Date): string[] {
    return this.#log.between(since, until);
  }

  /** Waits for the first line on stdout. */
  async firstLine(milliseconds: number): Promise<string> {
    const deadline = performance.now() + milliseconds;
    while (!this.#firstLine) {
      if (this.#status !== undefined) throw this.failure("ended during start-up");
      if (performance.now() > deadline) throw this.failure(`printed nothing within ${milliseconds / 1000} s`);
      await sleep(5);
    }
    return this.#firstLine;
  }

  /** An error of one line: the server did not become ready. */
  failure(what: string): TargetError {
    return new TargetError(`${this.#name} ${what}${this.lastLine && `: ${this.lastLine}`}`);
  }

  /** Lets this process end although the child is running; the child then ends too. */
  unref(): void {
    for (const handle of this.#handles()) handle.unref?.();
  }

  async stop(): Promise<void> {
    if (this.#status !== undefined) return;
    // The event `close` comes only after its streams are closed: until then these handles must keep this process alive.
    for (const handle of this.#handles()) handle.ref?.();
    this.#process.stdin?.end();
    this.#process.kill("SIGTERM");
    const ended = await Promise.race([this.#ended.then(() => true), sleep(4000, false, { ref: false })]);
    if (!ended) this.#process.kill("SIGKILL");
    await this.#ended;
  }

  /** The process and its pipes, which are sockets. */
  #handles(): { ref?(): void; unref?(): void }[] {
    const { stdin, stdout, stderr } = this.#process;
    return [this.#process, stdin as Socket | null, stdout as Socket | null, stderr as Socket | null].filter(
      (handle) => handle !== null,
    );
  }

  #end(status: number | string, resolve: () => void): void {
    this.#status ??= status;
    resolve();
  }
}
