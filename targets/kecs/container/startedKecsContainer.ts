import type { StartedPostgreSqlContainer } from "@testcontainers/postgresql";
import {
  AbstractStartedContainer,
  type RestartOptions,
  type StartedNetwork,
  type StartedTestContainer,
  type StopOptions,
  type StoppedTestContainer,
} from "testcontainers";
import { type LogLine, logOf } from "./log.ts";
import { processOf } from "./process.ts";

/** The ports of KECS in its container, whatever its Dockerfile exposes (docs/kecs-container.md#what-it-relies-on). */
export const apiPort = 5373;
export const adminPort = 5374;

/** The configuration of an AWS SDK client for this KECS. */
export interface KecsClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What is stopped together with KECS. */
export interface Belongings {
  readonly database: StartedPostgreSqlContainer;
  readonly network: StartedNetwork | undefined;
  readonly region: string;
  /** Resolves when the server answers an ECS call. */
  readonly ready: (configuration: KecsClientConfiguration) => Promise<void>;
}

/** A running KECS with its database. */
export class StartedKecsContainer extends AbstractStartedContainer {
  readonly #belongings: Belongings;

  constructor(started: StartedTestContainer, belongings: Belongings) {
    super(started);
    this.#belongings = belongings;
  }

  /** The URL of its ECS API, such as `http://127.0.0.1:40123`. */
  getEndpoint(): string {
    return this.#url(apiPort);
  }

  /** The URL of `/health`, `/metrics` and so on. */
  getAdminEndpoint(): string {
    return this.#url(adminPort);
  }

  /** For `new ECSClient(…)`; KECS does not check credentials. */
  getClientConfiguration(): KecsClientConfiguration {
    const credentials = { accessKeyId: "kecs", secretAccessKey: "kecs" };
    return { endpoint: this.getEndpoint(), region: this.#belongings.region, credentials };
  }

  /** The server's log lines in a span of time, over all its restarts. */
  getLogLines(since?: Date, until?: Date): Promise<readonly LogLine[]> {
    return logOf(this.getId(), since, until);
  }

  /** The server's process id on this machine; undefined when it does not run, or the engine is on another machine. */
  getProcessId(): Promise<number | undefined> {
    return processOf(this.getId());
  }

  /** Restarts the server on the same database; resolves when it answers. */
  override async restart(options?: Partial<RestartOptions>): Promise<void> {
    await super.restart(options);
    await this.#belongings.ready(this.getClientConfiguration());
  }

  /** Stops the server and its database, and removes their network. */
  override async stop(options?: Partial<StopOptions>): Promise<StoppedTestContainer> {
    const { database, network } = this.#belongings;
    const stopped = await super.stop(options);
    await database.stop(options);
    await network?.stop();
    return stopped;
  }

  #url(port: number): string {
    // `localhost` means two addresses, and the port is bound to only one of them.
    const host = this.getHost() === "localhost" ? "127.0.0.1" : this.getHost();
    return `http://${host}:${this.getMappedPort(port)}`;
  }
}
