import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";
import { wantsFargate } from "./fargate.ts";
import { faultOrOpen } from "./openFault.ts";

type Definition = Input<"RegisterTaskDefinition">;

/** The faults of log configurations (rows TE14, TE35–TE37). */
export function loggingFaults(input: Definition) {
  const containers = input.containerDefinitions ?? [];
  const wanted = containers.some(({ logConfiguration }) => logConfiguration?.logDriver === "awsfirelens");
  const routed = containers.some(({ firelensConfiguration }) => firelensConfiguration !== undefined);
  return [
    ...optionFaults(input),
    ...(wantsFargate(input) ? fargateLogFaults(input) : []),
    faultIf(wanted && !routed, "TE37"),
    faultIf(routed && !wanted, "TE37r"),
  ];
}

/** Fargate's requirements on logs; ECS checks the options of awslogs before them. */
export const fargateLogFaults = ({ containerDefinitions = [], executionRoleArn }: Definition) =>
  containerDefinitions.flatMap(({ logConfiguration: log }) => [
    faultIf(!drivers.includes(log?.logDriver ?? "awslogs"), "TE35", { driver: log?.logDriver ?? "" }),
    faultIf(isAwslogs(log) && log?.options?.["awslogs-stream-prefix"] === undefined, "TE36p"),
    faultIf(isAwslogs(log) && !executionRoleArn, "TE14"),
  ]);

type Log = NonNullable<Definition["containerDefinitions"]>[number]["logConfiguration"];

const drivers: readonly string[] = ["awslogs", "splunk", "awsfirelens"];
const destination = ["awslogs-region", "awslogs-group"] as const;

const missingOptions = (log: Log): readonly string[] =>
  log?.logDriver === "awslogs" ? destination.filter((option) => log.options?.[option] === undefined) : [];

const isAwslogs = (log: Log): boolean => log?.logDriver === "awslogs" && missingOptions(log).length === 0;

/** Recorded only for Fargate (row TE36). */
const optionFaults = (input: Definition) =>
  (input.containerDefinitions ?? []).map(({ logConfiguration }) => {
    const missing = missingOptions(logConfiguration);
    if (missing.length === 0) return undefined;
    return faultOrOpen(wantsFargate(input), "TE36", { options: missing.join(", ") });
  });
