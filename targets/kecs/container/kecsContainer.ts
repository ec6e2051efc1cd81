import { randomUUID } from "node:crypto";
import { isIPv4 } from "node:net";
import type { Readable } from "node:stream";
import { PostgreSqlContainer } from "@testcontainers/postgresql";
import {
  type ContainerRuntimeClient,
  GenericContainer,
  getContainerRuntimeClient,
  getReaper,
  ImageName,
  StartedNetwork,
  LABEL_TESTCONTAINERS_SESSION_ID as sessionLabel,
  Wait,
} from "testcontainers";
import { ChildLog } from "../../childLog.ts";
import { freePort } from "../../emulator.ts";
import { probeEcs } from "../../endpoint/probe.ts";
import { explained, isPassing, withoutImage } from "./failure.ts";
import { isOrphan, type Labels, ourselves, ownerLabel, startLabel, sweep } from "./ownership.ts";
import { reapWhenWeEnd } from "./reaping.ts";
import { adminPort, apiPort, type KecsClientConfiguration, StartedKecsContainer } from "./startedKecsContainer.ts";

export type { KecsClientConfiguration, StartedKecsContainer } from "./startedKecsContainer.ts";

/** How KECS runs tasks; full mode needs a Kubernetes cluster (docs/kecs-container.md). */
export type KecsMode =
  /** KECS's test mode: KECS simulates tasks, no container runs. */
  | "test"
  /** The server outside Kubernetes: clusters and task definitions work, services and tasks are refused. */
  | "server";

export type KecsLogLevel = "debug" | "info" | "warn" | "error";

const defaultKecsImage = "ghcr.io/nandemo-ya/kecs:latest";
const defaultPostgresImage = "postgres:16-alpine";

const database = { name: "kecs", user: "kecs", password: "kecs", alias: "postgres" } as const;
const postgresPort = 5432;
const configPath = "/etc/kecs/kecs.yaml";
const reusedNetwork = "kecs-fuzz-reused";

/** The number of attempts to start when the error is temporary. */
const attempts = 3;
const startMilliseconds = 60_000;
const callMilliseconds = 5000;

/**
 * KECS and the PostgreSQL that it needs, on a network of their own, reachable at one address only:
 * `await using kecs = await new KecsContainer().start()`.
 */
export class KecsContainer extends GenericContainer {
  #mode: KecsMode = "test";
  #region = "us-east-1";
  #account = "000000000000";
  #logLevel: KecsLogLevel = "warn";
  #postgresImage = defaultPostgresImage;
  #ports: { readonly api: number; readonly admin: number } | undefined;
  /** The name of what is being started, and its log. */
  #awaited = "";
  #log = new ChildLog();

  constructor(image: string = defaultKecsImage) {
    super(image);
    this.withLogConsumer((stream) => this.#keep(stream));
  }

  /** The tag of the image, such as `v0.0.1-beta.9`. */
  withVersion(tag: string): this {
    const { registry, image } = this.imageName;
    this.imageName = new ImageName(registry, image, tag);
    this.createOpts.Image = this.imageName.string;
    return this;
  }

  /** How KECS runs tasks (default: `test`). */
  withMode(mode: KecsMode): this {
    this.#mode = mode;
    return this;
  }

  /** The region in its ARNs. */
  withRegion(region: string): this {
    this.#region = region;
    return this;
  }

  /** The account in its ARNs: twelve digits. */
  withAccount(account: string): this {
    this.#account = account;
    return this;
  }

  withLogLevel(level: KecsLogLevel): this {
    this.#logLevel = level;
    return this;
  }

  /** An image that reads POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB, has `pg_isready` and listens on 5432. */
  withPostgresImage(image: string): this {
    this.#postgresImage = image;
    return this;
  }

  /** Ports of this machine (default: free ones). They stay the same over restarts. */
  withPorts(ports: { readonly api: number; readonly admin: number }): this {
    this.#ports = ports;
    return this;
  }

  /**
   * Starts the database and KECS, and waits until the admin port is healthy and an ECS call is answered. First removes
   * the containers of processes that were killed. On failure, throws a KecsContainerError of one line and removes what
   * it started.
   */
  override async start(): Promise<StartedKecsContainer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#startOnce();
      } catch (error) {
        if (attempt < attempts && this.#ports === undefined && isPassing(error)) continue;
        throw explained(error, this.#awaited, this.#log.between(new Date(0), new Date()));
      }
    }
  }

  async #startOnce(): Promise<StartedKecsContainer> {
    const client = await getContainerRuntimeClient();
    await sweep(client, isOrphan);
    for (const image of [this.#postgresImage, this.imageName.string]) await have(client, image);
    const labels = this.reuse ? {} : await ownLabels(client);
    try {
      const network = await this.#network(client, labels);
      this.#await(`PostgreSQL (${this.#postgresImage})`);
      const postgres = await this.#database(network, labels).start();
      this.#await(`KECS (${this.imageName.string})`);
      await this.#configure(client, network, labels);
      const started = await super.start();
      const patience = this.startupTimeoutMs ?? startMilliseconds;
      const ready = (configuration: KecsClientConfiguration) =>
        probeEcs({ ...configuration, timeoutMilliseconds: callMilliseconds }, patience);
      const kecs = new StartedKecsContainer(started, { database: postgres, network, region: this.#region, ready });
      await ready(kecs.getClientConfiguration());
      return kecs;
    } catch (error) {
      // The first error is the one to report; the reaper removes what cannot be removed now.
      if (!this.reuse) await sweep(client, (its) => its[startLabel] === labels[startLabel]).catch(() => {});
      throw error;
    }
  }

  async #network(client: ContainerRuntimeClient, labels: Labels): Promise<StartedNetwork> {
    const { container, network } = client;
    const name = this.reuse ? reusedNetwork : `kecs-fuzz-${randomUUID()}`;
    const known = (await container.dockerode.listNetworks()).find(({ Name }) => Name === name);
    const made = known ? network.getById(known.Id) : await network.create({ Name: name, Labels: labels });
    return new StartedNetwork(client, name, made);
  }

  #database(network: StartedNetwork, labels: Labels): PostgreSqlContainer {
    const container = new PrivatePostgreSqlContainer(this.#postgresImage)
      .withDatabase(database.name)
      .withUsername(database.user)
      .withPassword(database.password)
      .withNetwork(network)
      .withNetworkAliases(database.alias)
      .withLabels(labels)
      .withAutoCleanup(sessionLabel in labels)
      .withStartupTimeout(this.startupTimeoutMs ?? startMilliseconds)
      .withLogConsumer((stream) => this.#keep(stream));
    return this.reuse ? container.withReuse() : container;
  }

  async #configure(client: ContainerRuntimeClient, network: StartedNetwork, labels: Labels): Promise<void> {
    const { name, user, password, alias } = database;
    // KECS reads the address of its database only from this file (docs/kecs-container.md). JSON is valid YAML.
    const config = { database: { url: `postgres://${user}:${password}@${alias}:5432/${name}?sslmode=disable` } };
    this.contentsToCopy = [
      ...this.contentsToCopy.filter(({ target }) => target !== configPath),
      { content: JSON.stringify(config), target: configPath, mode: 0o644 },
    ];
    const settings: Record<string, string> = {
      KECS_CONFIG_PATH: configPath,
      KECS_DEFAULT_REGION: this.#region,
      KECS_ACCOUNT_ID: this.#account,
      KECS_LOCALSTACK_ENABLED: "false",
      ...(this.#mode === "test" ? { KECS_TEST_MODE: "true" } : {}),
    };
    const own = (entry: string) => (entry.split("=")[0] ?? "") in settings;
    this.createOpts.Env = (this.createOpts.Env ?? []).filter((entry) => !own(entry));
    const ports = this.#ports ?? { api: await freePort(), admin: await freePort() };
    const address = addressOf(client);
    this.withEnvironment(settings)
      .withCommand(["--log-level", this.#logLevel])
      .withNetwork(network)
      .withLabels(labels)
      .withAutoCleanup(sessionLabel in labels)
      .withExposedPorts(apiPort, adminPort)
      .withWaitStrategy(Wait.forHttp("/health", adminPort).forStatusCode(200));
    if (this.startupTimeoutMs === undefined) this.withStartupTimeout(startMilliseconds);
    // KECS crashes 15 s after each start in test mode: Docker restarts it on the same ports.
    this.hostConfig.RestartPolicy = { Name: "on-failure" };
    this.hostConfig.PortBindings = {
      ...bound(apiPort, address, ports.api),
      ...bound(adminPort, address, ports.admin),
    };
  }

  #await(what: string): void {
    this.#awaited = what;
    this.#log = new ChildLog();
  }

  #keep(stream: Readable): void {
    const log = this.#log;
    stream.on("data", (text: string) => log.add("log", text));
  }
}

/** The module's container, reachable only from this machine. */
class PrivatePostgreSqlContainer extends PostgreSqlContainer {
  protected override async beforeContainerCreated(): Promise<void> {
    this.hostConfig.PortBindings = bound(postgresPort, addressOf(await getContainerRuntimeClient()), 0);
  }
}

/** Makes sure that the engine has the image. */
async function have(client: ContainerRuntimeClient, image: string): Promise<void> {
  try {
    await client.image.pull(ImageName.fromString(image));
  } catch (error) {
    throw isPassing(error) ? error : withoutImage(image, error);
  }
}

/** The address of the engine's machine to bind the ports to, so that no other machine can reach them. */
function addressOf({ info }: ContainerRuntimeClient): string {
  const { host } = info.containerRuntime;
  if (host === "localhost") return "127.0.0.1";
  return isIPv4(host) ? host : "";
}

const bound = (container: number, address: string, port: number) => ({
  [`${container}/tcp`]: [{ HostIp: address, HostPort: String(port) }],
});

/** Labels by which our reaper, and Testcontainers' where its image is available, removes the containers. */
async function ownLabels(client: ContainerRuntimeClient): Promise<Labels> {
  reapWhenWeEnd();
  const own = { [ownerLabel]: ourselves(), [startLabel]: randomUUID() };
  try {
    return { ...own, [sessionLabel]: (await getReaper(client)).sessionId };
  } catch {
    return own;
  }
}
