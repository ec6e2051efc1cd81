import type { Random } from "../language/random.ts";
import { type PlanInput, without } from "../language/reference.ts";

const app: PlanInput = { name: "app", image: "nginx", memory: 128 };
const side: PlanInput = { ...app, name: "side" };
const check: PlanInput = { command: ["CMD-SHELL", "exit 0"] };
const executionRoleArn = "arn:aws:iam::123456789012:role/execution";

/** Derives a bad input from a valid one, or from a valid one for FARGATE. */
type Fault = (random: Random, sound: PlanInput, fargate: PlanInput) => PlanInput;

/** A definition with one fault (row G10). */
export function badDefinition(random: Random, family: string): PlanInput {
  const sound: PlanInput = { family, containerDefinitions: [app] };
  const fargate: PlanInput = {
    ...sound,
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
  };
  return random.pick(faults)(random, sound, fargate);
}

/** Replaces the first container. */
const changed = (definition: PlanInput, change: PlanInput): PlanInput => ({
  ...definition,
  containerDefinitions: [{ ...app, ...change }],
});

/** A second container, and the first one's members that refer to it. */
const paired = (definition: PlanInput, first: PlanInput, second: PlanInput = {}): PlanInput => ({
  ...definition,
  containerDefinitions: [
    { ...app, ...first },
    { ...side, ...second },
  ],
});

const awaits = (containerName: string, condition: string): PlanInput => ({ dependsOn: [{ containerName, condition }] });

const awsvpc = (sound: PlanInput): PlanInput => ({ ...sound, networkMode: "awsvpc" });

/** Rows TE1–TE6, TE19, TE41, TE46, TE49, TE53, TD32. */
const containers: readonly Fault[] = [
  (_, sound) => ({ ...sound, containerDefinitions: [] }),
  (_, sound) => without(sound, "containerDefinitions"),
  (_, sound) => changed(sound, { name: "" }),
  (_, sound) => changed(sound, { image: "" }),
  (random, sound) => changed(sound, { name: random.pick(["a b", "a/b", "a.b"]) }),
  (random, sound) => changed(sound, { image: random.pick(["nginx ", "ng inx", "$IMAGE", "nginx:{tag}"]) }),
  (random, sound) => ({ ...sound, family: random.pick(["bad name", "f:1", "f/1"]) }),
  (_, sound) => ({ ...sound, family: "" }),
  (_, sound) => ({ ...sound, containerDefinitions: [without(app, "memory")] }),
  (_, sound) => changed(sound, { essential: false }),
  (random, sound) => paired(sound, {}, { name: "app", essential: random.chance(0.5) }),
  (random, sound) =>
    changed(sound, { ulimits: [{ name: random.pick(["nofile", "core"]), softLimit: 9, hardLimit: 8 }] }),
  (_, sound) => ({ ...changed(sound, { environmentFiles: environmentFiles(11) }), executionRoleArn }),
  (_, sound) => ({
    ...changed(sound, { environmentFiles: [{ type: "s3", value: "bucket/x.env" }] }),
    executionRoleArn,
  }),
  (_, sound) => changed(sound, { environment: [{ name: "LONG", value: "x".repeat(66_000) }] }),
];

const environmentFiles = (count: number): PlanInput[] =>
  Array.from({ length: count }, (_, index) => ({ type: "s3", value: `arn:aws:s3:::bucket/${index}.env` }));

/** Rows TE11, TE23, TE24, TE26, TE51. */
const relations: readonly Fault[] = [
  (random, sound) => paired(sound, {}, awaits("app", random.pick(["COMPLETE", "SUCCESS"]))),
  (random, sound) => changed(sound, awaits("nobody", random.pick(["START", "HEALTHY"]))),
  (_, sound) => paired(sound, {}, awaits("app", "HEALTHY")),
  (_, sound) => changed(sound, awaits("app", "START")),
  (_, sound) => paired(sound, awaits("side", "START"), awaits("app", "START")),
  (_, sound) => changed(sound, { volumesFrom: [{ sourceContainer: "nobody" }] }),
];

/** Rows TE5, TE7, TE9, TE10, TE20–TE22, TE50, TD10. */
const sizes: readonly Fault[] = [
  (random, _, fargate) => ({ ...fargate, ...random.pick(badSizes) }),
  (_, __, fargate) => without(fargate, "cpu"),
  (_, __, fargate) => without(fargate, "memory"),
  (random, sound) => ({ ...sound, cpu: random.pick(["plenty", "1 GB", "-1", ""]) }),
  (random, sound) => ({ ...sound, memory: random.pick(["plenty", "1 vCPU"]) }),
  (random, sound) => ({ ...sound, cpu: random.pick(["100", "196609"]) }),
  (_, __, fargate) => changed(fargate, { cpu: 257 }),
  (_, __, fargate) => paired(fargate, { cpu: 200 }, { cpu: 100 }),
  (_, __, fargate) => changed(fargate, { memory: 513 }),
  (_, sound) => changed(sound, { memoryReservation: 129 }),
  (random, _, fargate) => ({
    ...fargate,
    cpu: "512",
    memory: "2048",
    runtimePlatform: { operatingSystemFamily: random.pick(["WINDOWS_SERVER_2019_CORE", "WINDOWS_SERVER_2022_FULL"]) },
  }),
];

const badSizes: readonly PlanInput[] = [
  { cpu: "256", memory: "4096" },
  { cpu: "1024", memory: "1024" },
  { cpu: "300", memory: "512" },
];

/** Rows TEe, TE40, TE50. */
const words: readonly Fault[] = [
  (_, sound) => ({ ...sound, networkMode: "carrier-pigeon" }),
  (_, sound) => ({ ...sound, requiresCompatibilities: ["LAMBDA"] }),
  (_, sound) => changed(sound, { portMappings: [{ containerPort: 80, protocol: "sctp" }] }),
  (_, sound) => ({ ...sound, pidMode: "mine" }),
  (_, __, fargate) => ({ ...fargate, runtimePlatform: { cpuArchitecture: "VAX", operatingSystemFamily: "LINUX" } }),
  (_, __, fargate) => ({ ...fargate, runtimePlatform: { cpuArchitecture: "X86_64", operatingSystemFamily: "VMS" } }),
  (_, sound) => ({ ...sound, inferenceAccelerators: [{ deviceName: "d", deviceType: "eia2.medium" }] }),
];

/** Rows TD11, TE39, TE47, TE48, TE52. */
const limits: readonly Fault[] = [
  (random, sound) => changed(sound, { healthCheck: { ...check, ...random.pick(badChecks) } }),
  (random, sound) => changed(sound, { healthCheck: { ...check, ...random.pick(lowChecks) } }),
  (_, sound) => changed(sound, { healthCheck: { ...check, startPeriod: 301 } }),
  (random, sound) =>
    changed(sound, { restartPolicy: { enabled: true, restartAttemptPeriod: random.pick([59, 1801]) } }),
  (random, _, fargate) => ({ ...fargate, ephemeralStorage: { sizeInGiB: random.pick([20, 201]) } }),
  (_, sound) => ({ ...sound, requiresCompatibilities: ["EC2"], ephemeralStorage: { sizeInGiB: 30 } }),
  (random, sound) => changed(sound, { [random.pick(["startTimeout", "stopTimeout"])]: random.pick([-1, 0, 1]) }),
];

const badChecks: readonly PlanInput[] = [{ interval: 301 }, { timeout: 61 }, { retries: 11 }];
const lowChecks: readonly PlanInput[] = [{ interval: 4 }, { timeout: 1 }, { retries: 0 }];

/** Rows TE8, TE12, TE14, TE31–TE34, TE52. */
const fargates: readonly Fault[] = [
  (random, _, fargate) => ({ ...fargate, networkMode: random.pick(["bridge", "host"]) }),
  (_, __, fargate) => without(fargate, "networkMode"),
  (_, __, fargate) => ({ ...fargate, pidMode: "host" }),
  (_, __, fargate) => changed(fargate, { privileged: true }),
  (random, _, fargate) => ({ ...fargate, ...random.pick(settingsOfHosts) }),
  (random, _, fargate) => changed(fargate, random.pick(settingsOfHostsInContainers)),
  (_, __, fargate) => changed(fargate, { resourceRequirements: [{ type: "GPU", value: "1" }] }),
  (random, _, fargate) =>
    changed(fargate, { linuxParameters: { capabilities: { add: [random.pick(["NET_ADMIN", "SYS_ADMIN"])] } } }),
  (random, _, fargate) => changed(fargate, { stopTimeout: random.pick([121, 600]) }),
  (_, __, fargate) => changed(fargate, { image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1" }),
];

const settingsOfHosts: readonly PlanInput[] = [
  { placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.os-type == linux" }] },
  { ipcMode: "host" },
  { ipcMode: "task" },
  { volumes: [{ name: "data", host: { sourcePath: "/data" } }] },
  { volumes: [{ name: "data", dockerVolumeConfiguration: { scope: "task", driver: "local" } }] },
];

const settingsOfHostsInContainers: readonly PlanInput[] = [
  { linuxParameters: { devices: [{ hostPath: "/dev/null" }] } },
  { linuxParameters: { maxSwap: 128, swappiness: 60 } },
  { linuxParameters: { sharedMemorySize: 64 } },
  { dockerSecurityOptions: ["label:user:me"] },
];

/** Rows TE13, TE28–TE30, TE42–TE44. */
const networks: readonly Fault[] = [
  (_, __, fargate) => changed(fargate, { portMappings: [{ containerPort: 80, hostPort: 81 }] }),
  (_, sound) => ({ ...changed(sound, { portMappings: [{ containerPort: 80, hostPort: 81 }] }), networkMode: "host" }),
  (_, sound) => awsvpc(paired(sound, { links: ["side"] })),
  (random, sound) => awsvpc(changed(sound, random.weighted(ownNetworks))),
  (_, sound) => awsvpc(changed(sound, { portMappings: portsOfOneName })),
  (_, sound) => changed(sound, { portMappings: portsOfOneName }),
  (_, sound) => awsvpc(changed(sound, { portMappings: [{ containerPortRange: "80-90", hostPort: 80 }] })),
  (random, sound) => changed(sound, { portMappings: [{ containerPortRange: random.pick(["90-80", "80-80"]) }] }),
  (random, sound) => awsvpc(paired(sound, ports("8080-8090"), ports(random.pick(["8085-8095", "8000-8080"])))),
  (_, sound) => ({ ...paired(sound, {}), proxyConfiguration: proxy("side", proxyPorts) }),
  (_, sound) => ({ ...awsvpc(sound), proxyConfiguration: proxy("nobody", proxyPorts) }),
  (_, sound) => ({ ...awsvpc(paired(sound, {})), proxyConfiguration: proxy("side", proxyPorts.slice(1)) }),
];

const ownNetworks: readonly (readonly [number, PlanInput])[] = [
  [2, { hostname: "web" }],
  [1, { dnsServers: ["10.0.0.2"] }],
  [1, { extraHosts: [{ hostname: "h", ipAddress: "10.0.0.1" }] }],
  [1, { disableNetworking: true }],
];

const ports = (containerPortRange: string): PlanInput => ({ portMappings: [{ containerPortRange }] });

const portsOfOneName: readonly PlanInput[] = [
  { containerPort: 80, name: "web" },
  { containerPort: 81, name: "web" },
];

const proxyPorts: readonly PlanInput[] = [
  { name: "ProxyIngressPort", value: "15000" },
  { name: "ProxyEgressPort", value: "15001" },
  { name: "AppPorts", value: "80" },
  { name: "IgnoredUID", value: "1337" },
];

const proxy = (containerName: string, properties: readonly PlanInput[]): PlanInput => ({
  type: "APPMESH",
  containerName,
  properties: [...properties],
});

/** Rows TE25, TE27, TE45. */
const volumes: readonly Fault[] = [
  (_, sound) => changed(sound, { mountPoints: [{ sourceVolume: "nothing", containerPath: "/data" }] }),
  (_, __, fargate) => ({ ...fargate, volumes: [{ name: "data", configuredAtLaunch: true }] }),
  (_, __, fargate) => ({ ...fargate, volumes: [efs({ ...encrypted, ...accessPoint, rootDirectory: "/data" })] }),
  (_, __, fargate) => ({ ...fargate, volumes: [efs({ authorizationConfig: { iam: "ENABLED" } })] }),
  (_, __, fargate) => ({ ...fargate, volumes: [efs({ transitEncryptionPort: 2049 })] }),
  (_, __, fargate) => ({ ...fargate, volumes: [{ ...efs({}), host: {} }] }),
];

const efs = (more: PlanInput): PlanInput => ({
  name: "data",
  efsVolumeConfiguration: { fileSystemId: "fs-01234567890abcdef", ...more },
});

const encrypted: PlanInput = { transitEncryption: "ENABLED" };
const accessPoint: PlanInput = { authorizationConfig: { accessPointId: "fsap-01234567890abcdef" } };

/** Rows TE14, TE15, TE35–TE38, TD12. */
const logsAndRoles: readonly Fault[] = [
  (random, _, fargate) => changed(fargate, { logConfiguration: { logDriver: random.pick(["json-file", "syslog"]) } }),
  (random, _, fargate) => ({ ...changed(fargate, awslogs(random.pick(fewOptions))), executionRoleArn }),
  (_, __, fargate) => ({ ...changed(fargate, awslogs(destination)), executionRoleArn }),
  (_, __, fargate) => changed(fargate, awslogs({ ...destination, "awslogs-stream-prefix": "app" })),
  (_, sound) => changed(sound, { logConfiguration: { logDriver: "awsfirelens", options: { Name: "cloudwatch" } } }),
  (_, sound) => paired(sound, {}, { firelensConfiguration: { type: "fluentbit" } }),
  (_, sound) => changed(sound, { secrets: [{ name: "KEY", valueFrom: "parameter" }] }),
  (random, sound) => ({
    ...sound,
    [random.pick(["taskRoleArn", "executionRoleArn"])]: "arn:nothing",
  }),
];

const awslogs = (options: PlanInput): PlanInput => ({ logConfiguration: { logDriver: "awslogs", options } });

const destination: PlanInput = { "awslogs-group": "/app", "awslogs-region": "us-east-1" };

const fewOptions: readonly PlanInput[] = [
  {},
  { "awslogs-region": "us-east-1", "awslogs-stream-prefix": "app" },
  { "awslogs-group": "/app", "awslogs-stream-prefix": "app" },
];

const faults: readonly Fault[] = [
  ...containers,
  ...relations,
  ...sizes,
  ...words,
  ...limits,
  ...fargates,
  ...networks,
  ...volumes,
  ...logsAndRoles,
];
