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

/** Where KECS listens in its container, whatever its Dockerfile says (docs/kecs-container.md#what-it-relies-on). */
export const apiPort = 5373;
export const adminPort = 5374;

/** What a client of the AWS SDK needs to speak to this KECS. */
export interface KecsClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What belongs to a KECS that runs: it goes with it. */
export interface Belongings {
  readonly database: StartedPostgreSqlContainer;
  readonly network: StartedNetwork | undefined;
  readonly region: string;
  /** Resolves when the server answers ECS there. */
  readonly ready: (configuration: KecsClientConfiguration) => Promise<void>;
}

/** A KECS that answers, with a database of its own. */
export class StartedKecsContainer extends AbstractStartedContainer {
  readonly #belongings: Belongings;

  constructor(started: StartedTestContainer, belongings: Belongings) {
    super(started);
    this.#belongings = belongings;
  }

  /** Where its ECS API is, such as `http://127.0.0.1:40123`. */
  getEndpoint(): string {
    return this.#url(apiPort);
  }

  /** Where `/health`, `/metrics` and the like are. */
  getAdminEndpoint(): string {
    return this.#url(adminPort);
  }

  /** For `new ECSClient(…)`; KECS looks at no credentials. */
  getClientConfiguration(): KecsClientConfiguration {
    const credentials = { accessKeyId: "kecs", secretAccessKey: "kecs" };
    return { endpoint: this.getEndpoint(), region: this.#belongings.region, credentials };
  }

  /** What the server wrote in a span of time, over all its restarts. */
  getLogLines(since?: Date, until?: Date): Promise<readonly LogLine[]> {
    return logOf(this.getId(), since, until);
  }

  /** The server's process on this machine; undefined where the engine is on another, or it does not run. */
  getProcessId(): Promise<number | undefined> {
    return processOf(this.getId());
  }

  /** Ends the server and starts it again on the same database; resolves when it answers. */
  override async restart(options?: Partial<RestartOptions>): Promise<void> {
    await super.restart(options);
    await this.#belongings.ready(this.getClientConfiguration());
  }

  /** Ends the server, its database and their network. */
  override async stop(options?: Partial<StopOptions>): Promise<StoppedTestContainer> {
    const { database, network } = this.#belongings;
    const stopped = await super.stop(options);
    await database.stop(options);
    await network?.stop();
    return stopped;
  }

  #url(port: number): string {
    // The name means two addresses, and only one of them is listened on.
    const host = this.getHost() === "localhost" ? "127.0.0.1" : this.getHost();
    return `http://${host}:${this.getMappedPort(port)}`;
  }
}
