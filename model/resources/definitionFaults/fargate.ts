import type * as ecs from "@aws-sdk/client-ecs";
import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";

type Definition = Input<"RegisterTaskDefinition">;

export const wantsFargate = ({ requiresCompatibilities }: Pick<Definition, "requiresCompatibilities">): boolean =>
  requiresCompatibilities?.includes("FARGATE") === true;

/** Settings that Fargate does not support (rows TE12, TE14, TE31–TE34, TE52); `logging.ts` checks its log settings. */
export const fargateFaults = (input: Definition) => [
  faultIf(input.pidMode === "host", "TE12"),
  ...unsupported(input)
    .filter(([isGiven]) => isGiven)
    .map(([, setting]) => faultIf(true, "TE32", { setting })),
  ...(input.containerDefinitions ?? []).flatMap((container) => [
    ...faultsOf(container),
    faultIf(!input.executionRoleArn && isPrivate(container.image), "TE14e"),
  ]),
];

/** The members, by their names in the refusal's text (row TE32). */
const unsupported = (input: Definition): readonly (readonly [isGiven: boolean | undefined, setting: string])[] => [
  [(input.placementConstraints?.length ?? 0) > 0, "constraints"],
  [input.ipcMode !== undefined, "ipcMode"],
  [input.volumes?.some(({ host }) => host?.sourcePath !== undefined), "sourcePath"],
  [
    input.volumes?.some(({ dockerVolumeConfiguration }) => dockerVolumeConfiguration !== undefined),
    "dockerVolumeConfiguration",
  ],
  ...(input.containerDefinitions ?? []).flatMap(({ linuxParameters, dockerSecurityOptions }) => [
    [(linuxParameters?.devices?.length ?? 0) > 0, "devices"] as const,
    [linuxParameters?.maxSwap !== undefined, "maxSwap"] as const,
    [linuxParameters?.sharedMemorySize !== undefined, "sharedMemorySize"] as const,
    [(dockerSecurityOptions?.length ?? 0) > 0, "dockerSecurityOptions"] as const,
  ]),
];

const faultsOf = ({ privileged, resourceRequirements, linuxParameters, stopTimeout }: ecs.ContainerDefinition) => [
  faultIf(privileged, "TE31"),
  faultIf(
    resourceRequirements?.some(({ type }) => type === "GPU"),
    "TE33",
  ),
  ...(linuxParameters?.capabilities?.add ?? []).map((capability) =>
    faultIf(capability !== "SYS_PTRACE", "TE34", { capability }),
  ),
  faultIf(stopTimeout !== undefined && stopTimeout > 120, "TE52"),
];

/** An image in a private ECR registry. */
const isPrivate = (image: string | undefined): boolean => /^\d{12}\.dkr\.ecr\./.test(image ?? "");
