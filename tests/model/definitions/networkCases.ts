import { awsvpc, type Case, type Definition, fargate, having, role, sound } from "./definitionCase.ts";

type Ports = NonNullable<NonNullable<Definition["containerDefinitions"]>[number]["portMappings"]>;

const ports = (...portMappings: Ports) => ({ portMappings });
const host: Definition = { ...sound, networkMode: "host" };
const shared = (setting: string, change: object): Case => ({
  title: `awsvpc with ${Object.keys(change)[0]}`,
  rule: "TE30",
  text: `${setting} not supported on container when networkMode=awsvpc.`,
  broken: having(awsvpc, change),
  legal: having({ ...sound, networkMode: "bridge" }, change),
});

export const networks: readonly Case[] = [
  {
    title: "awsvpc that moves a port",
    rule: "TE13",
    text: "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
    broken: having(fargate, ports({ containerPort: 8080, hostPort: 9090 })),
    legal: having(fargate, ports({ containerPort: 8080, hostPort: 8080 })),
  },
  {
    title: "host mode that moves a port",
    rule: "TE28",
    text: "When networkMode=host, the host ports and container ports in port mappings must match.",
    broken: having(host, ports({ containerPort: 80, hostPort: 8080 })),
    legal: having(sound, ports({ containerPort: 80, hostPort: 8080 })),
  },
  {
    title: "awsvpc with links",
    rule: "TE29",
    text: "Links are not supported when networkMode=awsvpc.",
    broken: having(awsvpc, { links: ["side"] }, {}),
    legal: having(sound, { links: ["side"] }, {}),
  },
  shared("hostname is", { hostname: "myhost" }),
  shared("DNS servers are", { dnsServers: ["10.0.0.2"] }),
  shared("Extra hosts are", { extraHosts: [{ hostname: "h", ipAddress: "10.0.0.1" }] }),
  shared("Disable Networking is", { disableNetworking: true }),
  {
    title: "two ports of one name",
    rule: "TE42",
    text: "When networkMode=awsvpc, port mapping name is already used",
    broken: having(awsvpc, ports({ containerPort: 80, name: "web" }, { containerPort: 81, name: "web" })),
    legal: having(awsvpc, ports({ containerPort: 80, name: "web" }, { containerPort: 81, name: "Web" })),
  },
  {
    title: "two ports of one name on the host",
    rule: "TE42o",
    broken: having(sound, ports({ containerPort: 80, name: "web" }), ports({ containerPort: 81, name: "web" })),
    legal: having(sound, ports({ containerPort: 80, name: "web" }), ports({ containerPort: 81 })),
  },
  {
    title: "a port and a range",
    rule: "TE43",
    text: "Invalid port mapping for container 'app', cannot specify both single port and port range.",
    broken: having(awsvpc, ports({ containerPortRange: "8080-8090", hostPort: 8080 })),
    legal: having(awsvpc, ports({ containerPortRange: "8080-8090" }, { containerPort: 80 })),
  },
  {
    title: "a range that goes down",
    rule: "TE43r",
    text: "Invalid 'containerPortRange' setting for container 'app'.",
    broken: having(awsvpc, ports({ containerPortRange: "8090-8080" })),
    legal: having(awsvpc, ports({ containerPortRange: "8080-8081" })),
  },
  {
    title: "ranges that overlap",
    rule: "TE43m",
    text: "TCP container port '8085' is used multiple times in task when networkMode=awsvpc.",
    broken: having(awsvpc, ports({ containerPortRange: "8080-8090" }), ports({ containerPortRange: "8085-8095" })),
    legal: having(awsvpc, ports({ containerPortRange: "8080-8090" }), ports({ containerPortRange: "8091-8095" })),
  },
];

const properties = ["ProxyIngressPort", "ProxyEgressPort", "AppPorts", "IgnoredUID"].map((name) => ({
  name,
  value: "1",
}));
const proxied = (definition: Definition, containerName: string, given = properties): Definition => ({
  ...having(definition, {}, {}),
  proxyConfiguration: { type: "APPMESH", containerName, properties: given },
});

export const proxies: readonly Case[] = [
  {
    title: "a proxy under bridge",
    rule: "TE44",
    text: "APPMESH proxy configuration is only supported in networkMode=awsvpc",
    broken: proxied(sound, "side"),
    legal: proxied(awsvpc, "side"),
  },
  {
    title: "a proxy that is no container",
    rule: "TE44c",
    text: "Proxy container [envoy] does not exist.",
    broken: proxied(awsvpc, "envoy"),
    legal: proxied(awsvpc, "app"),
  },
  {
    title: "a proxy without ingress port",
    rule: "TE44i",
    text: "Ingress port not found",
    broken: proxied(awsvpc, "side", properties.slice(1)),
    legal: proxied(awsvpc, "side"),
  },
];

const mounting = { mountPoints: [{ sourceVolume: "v", containerPath: "/v" }] };
const efs = (more: object): Definition => ({
  ...fargate,
  volumes: [{ name: "v", efsVolumeConfiguration: { fileSystemId: "fs-01234567890abcdef", ...more } }],
});
const encrypted = { transitEncryption: "ENABLED" };
const accessPoint = { ...encrypted, authorizationConfig: { accessPointId: "fsap-01234567890abcdef" } };
const atLaunch: Definition = { ...fargate, volumes: [{ name: "v", configuredAtLaunch: true }] };
const mixed = { fileSystemId: "fs-01234567890abcdef" };

export const volumes: readonly Case[] = [
  {
    title: "a volume that is not declared",
    rule: "TE25",
    text: "Unknown volume 'v'.",
    broken: having(sound, mounting),
    legal: having({ ...sound, volumes: [{ name: "v" }] }, mounting),
  },
  {
    title: "a volume that nobody mounts",
    rule: "TE27",
    text: "Volumes [v] are not referenced by any of the containers",
    broken: atLaunch,
    legal: having(atLaunch, mounting),
  },
  {
    title: "an access point with a directory",
    rule: "TE45",
    text: 'When using an EFS access point, the root directory must either be set to "/" or be omitted.',
    broken: efs({ ...accessPoint, rootDirectory: "/data" }),
    legal: efs({ ...accessPoint, rootDirectory: "/" }),
  },
  {
    title: "IAM without encryption",
    rule: "TE45i",
    text: "EFS IAM authorization requires TransitEncryption to be enabled.",
    broken: efs({ authorizationConfig: { iam: "ENABLED" } }),
    legal: efs({ ...encrypted, authorizationConfig: { iam: "ENABLED" } }),
  },
  {
    title: "a port without encryption",
    rule: "TE45t",
    text: "TransitEncryptionPort requires that TransitEncryption is enabled.",
    broken: efs({ transitEncryptionPort: 2049 }),
    legal: efs({ ...encrypted, transitEncryptionPort: 2049 }),
  },
  {
    title: "a volume of two kinds",
    rule: "TE45v",
    text: "When the volume parameter is specified, only one volume configuration type should be used.",
    broken: { ...fargate, volumes: [{ name: "v", host: {}, efsVolumeConfiguration: mixed }] },
    legal: efs({}),
  },
];

const logs = (options: Record<string, string>) => ({ logConfiguration: { logDriver: "awslogs" as const, options } });
const region = { "awslogs-region": "us-east-1" };
const complete = { ...region, "awslogs-group": "/controls", "awslogs-stream-prefix": "probe" };
const { "awslogs-stream-prefix": _, ...withoutPrefix } = complete;
const { "awslogs-group": __, ...withoutGroup } = complete;
const firelens = { logConfiguration: { logDriver: "awsfirelens" as const } };
const router = { firelensConfiguration: { type: "fluentbit" as const } };

export const logging: readonly Case[] = [
  {
    title: "a log driver that Fargate lacks",
    rule: "TE35",
    text: "json-file is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]",
    broken: having(fargate, { logConfiguration: { logDriver: "json-file" } }),
    legal: having(sound, { logConfiguration: { logDriver: "json-file" } }),
  },
  {
    title: "awslogs without options, before what Fargate asks for",
    rule: "TE36",
    text: "Log driver awslogs requires options: awslogs-region, awslogs-group",
    broken: having(fargate, logs({})),
    legal: { ...having(fargate, logs(complete)), ...role },
  },
  {
    title: "awslogs without a group",
    rule: "TE36",
    text: "Log driver awslogs requires options: awslogs-group",
    broken: { ...having(fargate, logs(withoutGroup)), ...role },
    legal: { ...having(fargate, logs(complete)), ...role },
  },
  {
    title: "awslogs without a prefix",
    rule: "TE36p",
    text: "Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs.",
    broken: { ...having(fargate, logs(withoutPrefix)), ...role },
    legal: having(sound, logs(withoutPrefix)),
  },
  {
    title: "awslogs without a role",
    rule: "TE14",
    text: "Fargate requires task definition to have execution role ARN to support log driver awslogs.",
    broken: having(fargate, logs(complete)),
    legal: having(sound, logs(complete)),
  },
  {
    title: "awsfirelens without a router",
    rule: "TE37",
    text: "When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.",
    broken: having(fargate, firelens),
    legal: having(fargate, firelens, router),
  },
  {
    title: "a router that nobody logs through",
    rule: "TE37r",
    broken: having(fargate, {}, router),
    legal: having(fargate, firelens, router),
  },
];
