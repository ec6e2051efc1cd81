import type * as ecs from "@aws-sdk/client-ecs";
import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";
import { wantsFargate } from "./fargate.ts";
import { faultOrOpen, openIf } from "./openFault.ts";

type Definition = Input<"RegisterTaskDefinition">;

/** Values outside their ranges (rows TD11, TE39, TE47, TE48, TE52). */
export function limitFaults(input: Definition) {
  const storage = input.ephemeralStorage?.sizeInGiB;
  return [
    faultIf(storage !== undefined && storage < 21, "TE39r", { bound: "least 21" }),
    faultIf(storage !== undefined && storage > 200, "TE39r", { bound: "most 200" }),
    storage === undefined ? undefined : storageOfEc2(input),
    faultIf((input.placementConstraints?.length ?? 0) > 10, "TD11"),
    ...(input.containerDefinitions ?? []).flatMap((container) => [
      ...healthCheckFaults(container),
      ...restartFaults(container),
      faultIf(isShort(container.startTimeout), "TE52s", { which: "start", container: container.name ?? "" }),
      faultIf(isShort(container.stopTimeout), "TE52s", { which: "stop", container: container.name ?? "" }),
      faultIf(
        container.portMappings?.some(
          ({ containerPort, hostPort }) => !isInside(containerPort, 0, 65_535) || !isInside(hostPort, 0, 65_535),
        ),
        "TD11",
      ),
    ]),
  ];
}

/** Recorded only for a definition for EC2; without launch types, or with both, it is unspecified (row TE39). */
function storageOfEc2(input: Definition) {
  if (wantsFargate(input) && !input.requiresCompatibilities?.includes("EC2")) return undefined;
  return faultOrOpen(input.requiresCompatibilities?.includes("EC2") && !wantsFargate(input), "TE39");
}

const ranges = { interval: [5, 300], timeout: [2, 60], retries: [1, 10], startPeriod: [0, 300] } as const;

function healthCheckFaults({ name = "", healthCheck }: ecs.ContainerDefinition) {
  return (Object.keys(ranges) as (keyof typeof ranges)[]).flatMap((member) => {
    const [least, most] = ranges[member];
    const given = healthCheck?.[member];
    // The text's name for a start period is not recorded.
    const isNamed = member !== "startPeriod";
    return [
      faultIf(!isNamed && !isInside(given, least, most), "TD11"),
      faultIf(isNamed && given !== undefined && given > most, "TE47", { member, most: String(most), container: name }),
      faultIf(isNamed && given !== undefined && given < least, "TE47l"),
    ];
  });
}

const restartFaults = ({ name = "", restartPolicy }: ecs.ContainerDefinition) => [
  faultIf(!isInside(restartPolicy?.restartAttemptPeriod, 60, 1800), "TE48", { container: name }),
  faultIf((restartPolicy?.ignoredExitCodes?.length ?? 0) > 50, "TD11"),
];

const isShort = (seconds: number | undefined): boolean => seconds !== undefined && seconds < 2;

const isInside = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (value >= least && value <= most);

const mostBytes = 65_536;

/** ECS measures the stored definition, which contains at least the given members and also its defaults (row TE53). */
export function isTooLong(input: Definition) {
  const bytes = Buffer.byteLength(JSON.stringify(input));
  return bytes > mostBytes ? faultIf(true, "TE53") : openIf(bytes > mostBytes * 0.75, "TE53");
}
