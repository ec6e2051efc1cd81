import { given, type Random } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";
import { tags } from "./tags.ts";

/** A container that behaves in the same way as a real container and in the simulator. */
type Fixture = (name: string) => PlanInput;

/** Runs until it is stopped. */
const steady: readonly Fixture[] = [(name) => ({ name, image: "nginx" }), (name) => sleeps(name)];

/** For a second container: two nginx in one network would both use port 80. */
const sleeps: Fixture = (name) => ({ name, image: "busybox", command: ["sleep", "infinity"] });

/** Ends by itself, successfully or not. */
const exits: readonly Fixture[] = [
  (name) => ({ name, image: "busybox", command: ["sh", "-c", "exit 3"] }),
  (name) => ({ name, image: "busybox", command: ["true"] }),
  (name) => ({ name, image: "busybox", command: ["sleep", "1"] }),
];

/** Never starts: its image does not exist. */
export const unpullable: Fixture = (name) => ({ name, image: "no-such-image:1" });

/** Uses more memory than permitted, and is killed. */
export const memoryExhausting: Fixture = (name) => ({
  name,
  image: "busybox",
  command: ["sh", "-c", "tail /dev/zero"],
});

const containerNames = ["app", "web", "App", "side_car", "x"] as const;

/** The first container of a definition decides how its tasks end; three in four keep running. */
const fixture = (random: Random): Fixture =>
  random.weighted([
    [75, random.pick(steady)],
    [15, random.pick(exits)],
    [6, unpullable],
    [4, memoryExhausting],
  ]);

/** A definition that can be registered: mostly for Fargate by default, otherwise for EC2. */
export function definition(random: Random, family: string, fargateShare = 0.8): PlanInput {
  const names = random.some(containerNames, 1, random.chance(0.65) ? 1 : 3);
  const fargate = random.chance(fargateShare);
  const networkMode = fargate ? "awsvpc" : random.pick([undefined, undefined, "bridge", "host", "awsvpc"]);
  const volume = random.chance(0.09);
  const launch = volume && random.chance(0.4);
  const containers = names.map((name, index) => {
    const ends = index > 0 && random.chance(0.3);
    const make = index === 0 ? fixture(random) : ends ? random.pick(exits) : sleeps;
    return container(random, make(name), { index, names, networkMode, volume, ends });
  });
  return given({
    family,
    containerDefinitions: containers,
    networkMode,
    ...(fargate
      ? { requiresCompatibilities: random.chance(0.9) ? ["FARGATE"] : ["FARGATE", "EC2"], ...random.pick(fargateSizes) }
      : { requiresCompatibilities: random.maybe(0.3, () => ["EC2"]), cpu: random.maybe(0.15, () => "256") }),
    volumes: volume ? [{ name: "data", ...(launch ? { configuredAtLaunch: true } : {}) }] : undefined,
    tags: random.maybe(0.25, () => tags(random)),
    taskRoleArn: random.maybe(0.5, () => taskRoleArn),
    ...rarely(random, fargate),
  });
}

/** Tasks that commands run in need one (row TK17). */
const taskRoleArn = "arn:aws:iam::123456789012:role/task";

const fargateSizes: readonly PlanInput[] = [
  { cpu: "256", memory: "512" },
  { cpu: "256", memory: "512" },
  { cpu: "256", memory: "512" },
  { cpu: "256", memory: "2048" },
  { cpu: "512", memory: "1024" },
  { cpu: "0.25 vCPU", memory: "0.5 GB" },
  { cpu: "1 vCPU", memory: "2GB" },
];

/** Members that few definitions have. */
const rarely = (random: Random, fargate: boolean): PlanInput =>
  given({
    enableFaultInjection: random.maybe(0.04, () => true),
    pidMode: random.maybe(0.04, () => (fargate ? "task" : random.pick(["host", "task"]))),
    ipcMode: fargate ? undefined : random.maybe(0.1, () => random.pick(["host", "task", "none"])),
    ephemeralStorage: fargate ? random.maybe(0.08, () => ({ sizeInGiB: random.pick([21, 50, 200]) })) : undefined,
    runtimePlatform: random.maybe(0.08, () => ({ cpuArchitecture: "X86_64", operatingSystemFamily: "LINUX" })),
    placementConstraints: fargate
      ? undefined
      : random.maybe(0.1, () => [{ type: "memberOf", expression: "attribute:ecs.os-type == linux" }]),
  });

interface Around {
  readonly index: number;
  readonly names: readonly string[];
  readonly networkMode: string | undefined;
  readonly volume: boolean;
  /** It ends by itself; whether the task ends with it depends on `essential` (row LC9). */
  readonly ends: boolean;
}

/** The fixture with memory of its own and a few more members. */
function container(random: Random, fixture: PlanInput, { index, names, networkMode, volume, ends }: Around): PlanInput {
  const first = names[0] ?? "";
  return given({
    ...fixture,
    memory: random.pick([64, 128, 128]),
    memoryReservation: random.maybe(0.1, () => 32),
    cpu: random.maybe(0.3, () => random.pick([0, 10, 64])),
    essential: ends ? random.maybe(0.7, () => false) : random.maybe(0.4, () => index === 0 || random.chance(0.5)),
    portMappings: random.maybe(0.25, () => [port(random, 8000 + index, networkMode)]),
    environment: random.maybe(0.25, () => environment(random)),
    healthCheck: random.maybe(0.08, () => healthCheck(random)),
    dockerLabels: random.maybe(0.1, () => ({ "com.example.team": random.pick(["a", "b c", ""]) })),
    dependsOn: index === 0 ? undefined : random.maybe(0.15, () => [{ containerName: first, condition: "START" }]),
    mountPoints:
      volume && index === 0
        ? [{ sourceVolume: "data", containerPath: "/data", readOnly: random.chance(0.5) }]
        : undefined,
    user: random.maybe(0.04, () => "0"),
    workingDirectory: random.maybe(0.04, () => "/tmp"),
    startTimeout: random.maybe(0.03, () => random.pick([2, 121])),
    stopTimeout: random.maybe(0.05, () => random.pick([2, 30, 120])),
    versionConsistency: random.maybe(0.03, () => random.pick(["enabled", "disabled"])),
    interactive: random.maybe(0.03, () => true),
    ...(networkMode === "awsvpc" ? {} : ownOfHosts(random)),
    ulimits: random.maybe(0.04, () => [{ name: "nofile", softLimit: 1024, hardLimit: 4096 }]),
    readonlyRootFilesystem: random.maybe(0.04, () => false),
  });
}

/** Members that a task with its own network, or on Fargate, does not accept (rows TE30, TE35). */
const ownOfHosts = (random: Random): PlanInput =>
  given({
    hostname: random.maybe(0.1, () => "web"),
    logConfiguration: random.maybe(0.1, () => ({ logDriver: "json-file" })),
  });

/**
 * In awsvpc and host mode a host port is the container's own; elsewhere the host chooses one for 0 (rows TD7, TE13).
 */
const port = (random: Random, containerPort: number, networkMode: string | undefined): PlanInput =>
  given({
    containerPort,
    hostPort: random.maybe(0.4, () =>
      networkMode === "awsvpc" || networkMode === "host" || random.chance(0.4) ? containerPort : 0,
    ),
    protocol: random.maybe(0.4, () => random.pick(["tcp", "udp"])),
    name: random.maybe(0.15, () => `port-${containerPort}`),
  });

const environment = (random: Random): PlanInput[] =>
  random.some(["STAGE", "stage", "EMPTY", "LONG"], 1, 3).map((name) => ({
    name,
    value: name === "EMPTY" ? "" : random.pick(["a", "1", "ünï cödé", "a=b c", "x".repeat(300)]),
  }));

const healthCheck = (random: Random): PlanInput =>
  given({
    command: ["CMD-SHELL", "exit 0"],
    interval: random.maybe(0.5, () => random.pick([5, 30])),
    timeout: random.maybe(0.4, () => random.pick([2, 5])),
    retries: random.maybe(0.4, () => random.pick([1, 10])),
    startPeriod: random.maybe(0.3, () => random.pick([0, 10])),
  });
