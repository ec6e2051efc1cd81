import { awsvpc, type Case, type Definition, fargate, having, role, sound } from "./definitionCase.ts";

const noSize = (cpu: string, memory: string) =>
  `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`;
const system = (operatingSystemFamily: string, cpu: string, memory: string): Definition => ({
  ...fargate,
  cpu,
  memory,
  runtimePlatform: { operatingSystemFamily: operatingSystemFamily as never, cpuArchitecture: "X86_64" },
});

export const sizes: readonly Case[] = [
  {
    title: "no memory anywhere",
    rule: "TE5",
    text: "Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be specified.",
    broken: having(sound, { memory: undefined }),
    legal: having(sound, { memory: undefined, memoryReservation: 64 }),
  },
  {
    title: "Fargate without cpu",
    rule: "TE9",
    text: "Fargate requires that 'cpu' be defined at the task level.",
    broken: { ...fargate, cpu: undefined },
    legal: fargate,
  },
  {
    title: "Fargate without memory",
    rule: "TE9",
    text: "Fargate requires that 'memory' be defined at the task level.",
    broken: { ...fargate, memory: undefined },
    legal: fargate,
  },
  {
    title: "Fargate without memory anywhere",
    rule: "TE5",
    text: "Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be specified.",
    broken: having({ ...fargate, memory: undefined }, { memory: undefined }),
    legal: having(fargate, { memory: undefined }),
  },
  {
    title: "a cpu that is none",
    rule: "TE10",
    text: "Invalid 'cpu' setting for task.",
    broken: { ...fargate, cpu: "" },
    legal: { ...fargate, cpu: ".25 vcpu" },
  },
  {
    title: "a bad cpu before all else",
    rule: "TE10",
    text: "Invalid 'cpu' setting for task.",
    broken: having({ ...fargate, networkMode: "bridge", cpu: "bad" }, { essential: false }),
    legal: fargate,
  },
  {
    title: "a memory that is none",
    rule: "TE10m",
    broken: { ...sound, memory: "1 vCPU" },
    legal: { ...sound, memory: "1 GB" },
  },
  { title: "a cpu that is too small", rule: "TD10", broken: { ...sound, cpu: "127" }, legal: { ...sound, cpu: "128" } },
  {
    title: "containers with more cpu than the task",
    rule: "TE20",
    text: "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
    broken: having(fargate, { cpu: 128 }, { cpu: 129 }),
    legal: having(fargate, { cpu: 128 }, { cpu: 128 }),
  },
  {
    title: "a container with more memory than the task",
    rule: "TE21",
    broken: having(fargate, { memory: 513 }),
    legal: having(fargate, { memory: 512 }),
  },
  {
    title: "a reservation above the memory",
    rule: "TE22",
    text: "Invalid setting for container 'app'. 'memory' must be greater than or equal to 'memoryReservation'.",
    broken: having(fargate, { memory: 64, memoryReservation: 128 }),
    legal: having(fargate, { memory: 128, memoryReservation: 128 }),
  },
  {
    title: "a size that Fargate lacks",
    rule: "TE7",
    text: noSize("256", "4096"),
    broken: { ...fargate, memory: "4096" },
    legal: { ...fargate, memory: "2048" },
    or: ["TE7o"],
  },
  {
    title: "Windows on half a vCPU",
    rule: "TE50",
    text: noSize("512", "2048"),
    broken: system("WINDOWS_SERVER_2019_CORE", "512", "2048"),
    legal: system("WINDOWS_SERVER_2019_CORE", "1024", "2048"),
  },
];

const unsupported = (setting: string, broken: Definition, legal: Definition): Case => ({
  title: `Fargate with ${setting}`,
  rule: "TE32",
  text: `Fargate compatible task definitions do not support ${setting}`,
  broken,
  legal,
});
const linux = (linuxParameters: object) => ({ linuxParameters });
const capability = (name: string) => linux({ capabilities: { add: [name] } });
const ec2 = (definition: Definition): Definition => ({ ...definition, requiresCompatibilities: ["EC2"] });
const constraint = { placementConstraints: [{ type: "memberOf" as const, expression: "attribute:a exists" }] };
const dockerVolume: Definition["volumes"] = [{ name: "v", dockerVolumeConfiguration: { scope: "task" } }];
const hostVolume: Definition["volumes"] = [{ name: "v", host: { sourcePath: "/data" } }];
const privateImage = { image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1" };

export const onFargate: readonly Case[] = [
  {
    title: "Fargate with bridge",
    rule: "TE8",
    text: "Fargate only supports network mode ‘awsvpc’.",
    broken: { ...fargate, networkMode: undefined },
    legal: fargate,
  },
  {
    title: "no essential container before the network mode",
    rule: "TE6",
    text: "Task definition doesn't have any essential container.",
    broken: having({ ...fargate, networkMode: "bridge" }, { essential: false }),
    legal: fargate,
  },
  {
    title: "Fargate with the host's processes",
    rule: "TE12",
    text: "Tasks using the Fargate launch type do not support pidMode 'host'. The supported value for pidMode is 'task'.",
    broken: { ...fargate, pidMode: "host" },
    legal: { ...fargate, pidMode: "task" },
  },
  {
    title: "Fargate with a privileged container",
    rule: "TE31",
    broken: having(fargate, { privileged: true }),
    legal: having(fargate, { privileged: false }),
  },
  unsupported("constraints", { ...fargate, ...constraint }, ec2({ ...sound, ...constraint })),
  unsupported("ipcMode", { ...fargate, ipcMode: "host" }, ec2({ ...sound, ipcMode: "host" })),
  unsupported("sourcePath", { ...fargate, volumes: hostVolume }, { ...fargate, volumes: [{ name: "v", host: {} }] }),
  unsupported(
    "dockerVolumeConfiguration",
    { ...fargate, volumes: dockerVolume },
    ec2({ ...sound, volumes: dockerVolume }),
  ),
  unsupported(
    "devices",
    having(fargate, linux({ devices: [{ hostPath: "/dev/null" }] })),
    having(fargate, linux({ devices: [] })),
  ),
  unsupported(
    "maxSwap",
    having(fargate, linux({ maxSwap: 128 })),
    having(fargate, linux({ initProcessEnabled: true })),
  ),
  unsupported(
    "sharedMemorySize",
    having(fargate, linux({ sharedMemorySize: 64 })),
    having(sound, linux({ sharedMemorySize: 64 })),
  ),
  unsupported(
    "dockerSecurityOptions",
    having(fargate, { dockerSecurityOptions: ["label:user:me"] }),
    having(fargate, { dockerSecurityOptions: [] }),
  ),
  {
    title: "Fargate with a GPU",
    rule: "TE33",
    text: "Tasks using the Fargate launch type do not support GPU resource requirements.",
    broken: having(fargate, { resourceRequirements: [{ type: "GPU", value: "1" }] }),
    legal: having(sound, { resourceRequirements: [{ type: "GPU", value: "1" }] }),
  },
  {
    title: "a capability that Fargate lacks",
    rule: "TE34",
    text: "NET_ADMIN is not allowed on Fargate.",
    broken: having(fargate, capability("NET_ADMIN")),
    legal: having(fargate, capability("SYS_PTRACE")),
  },
  {
    title: "a stop timeout of 121 s",
    rule: "TE52",
    text: "Tasks using the Fargate launch type must have a container stop timeout of less than 120 seconds.",
    broken: having({ ...fargate, requiresCompatibilities: ["EC2", "FARGATE"] }, { stopTimeout: 121 }),
    legal: having(fargate, { stopTimeout: 120 }),
  },
  {
    title: "a private image without a role",
    rule: "TE14e",
    text: "Fargate requires task definition to have execution role ARN to support ECR images.",
    broken: having(fargate, privateImage),
    legal: { ...having(fargate, privateImage), ...role },
  },
  {
    title: "storage on EC2",
    rule: "TE39",
    text: "Tasks using the EC2 launch type do not support EphemeralStorage.",
    broken: ec2({ ...sound, ephemeralStorage: { sizeInGiB: 30 } }),
    legal: { ...fargate, ephemeralStorage: { sizeInGiB: 30 } },
  },
  {
    title: "20 GiB",
    rule: "TE39r",
    text: "EphemeralStorage size should be at least 21",
    broken: { ...fargate, ephemeralStorage: { sizeInGiB: 20 } },
    legal: { ...fargate, ephemeralStorage: { sizeInGiB: 21 } },
  },
  {
    title: "201 GiB",
    rule: "TE39r",
    text: "EphemeralStorage size should be at most 200",
    broken: { ...fargate, ephemeralStorage: { sizeInGiB: 201 } },
    legal: { ...fargate, ephemeralStorage: { sizeInGiB: 200 } },
  },
  {
    title: "an architecture that does not exist",
    rule: "TE50a",
    text: "Invalid CPU architecture",
    broken: { ...fargate, runtimePlatform: { cpuArchitecture: "BOGUS" as never } },
    legal: { ...fargate, runtimePlatform: { cpuArchitecture: "ARM64" } },
  },
  {
    title: "a system that does not exist",
    rule: "TE50f",
    text: "Tasks using the Fargate launch type are not supported on operating system family BOGUS",
    broken: system("BOGUS", "256", "512"),
    legal: system("LINUX", "256", "512"),
  },
  {
    title: "inference accelerators",
    rule: "TE40",
    text: "Unsupported field 'inferenceAccelerators'.",
    broken: { ...fargate, inferenceAccelerators: [{ deviceName: "d", deviceType: "eia2.medium" }] },
    legal: { ...fargate, inferenceAccelerators: [] },
  },
  {
    title: "an unknown mode",
    rule: "TEe",
    broken: { ...sound, networkMode: "x" as never },
    legal: { ...sound, networkMode: "none" },
  },
  {
    title: "an unknown launch type",
    rule: "TEe",
    broken: { ...sound, requiresCompatibilities: ["LAMBDA" as never] },
    legal: { ...sound, requiresCompatibilities: ["EXTERNAL"] },
  },
  {
    title: "an unknown protocol",
    rule: "TEe",
    broken: having(awsvpc, { portMappings: [{ containerPort: 1, protocol: "sctp" as never }] }),
    legal: having(awsvpc, { portMappings: [{ containerPort: 1, protocol: "udp" }] }),
  },
];
