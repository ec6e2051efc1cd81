import type * as ecs from "@aws-sdk/client-ecs";
import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";
import { refuse } from "../../language/step.ts";
import { faultOrOpen } from "./openFault.ts";

type Definition = Input<"RegisterTaskDefinition">;

/** The faults of port mappings (rows TE13, TE28, TE42, TE43). */
export function portFaults({ networkMode, containerDefinitions = [] }: Definition) {
  const mappings = containerDefinitions.flatMap(({ portMappings = [] }) => portMappings);
  const names = mappings.map(({ name }) => name).filter((name) => name !== undefined);
  const isNamedTwice = new Set(names).size < names.length;
  return [
    faultIf(networkMode === "awsvpc" && mappings.some(isMoved), "TE13"),
    faultIf(networkMode === "host" && mappings.some(isMoved), "TE28"),
    isNamedTwice ? refuse(networkMode === "awsvpc" ? "TE42" : "TE42o") : undefined,
    ...containerDefinitions.flatMap(({ name = "", portMappings = [] }) =>
      portMappings.flatMap((mapping) => rangeFaults(mapping, name)),
    ),
    networkMode === "awsvpc" ? mappedTwice(mappings) : undefined,
  ];
}

/** In awsvpc and host mode the host port equals the container port; 0 stands for any. */
const isMoved = ({ containerPort, hostPort }: ecs.PortMapping): boolean =>
  !!hostPort && containerPort !== undefined && hostPort !== containerPort;

const rangeFaults = ({ containerPort, hostPort, containerPortRange }: ecs.PortMapping, container: string) => [
  faultIf(containerPortRange !== undefined && (containerPort ?? hostPort) !== undefined, "TE43", { container }),
  faultIf(containerPortRange !== undefined && !isRange(containerPortRange), "TE43r", { container }),
];

function isRange(given: string): boolean {
  const [low = 0, high = 0] = ends(given);
  return low < high;
}

const ends = (range: string): readonly number[] => (/^\d+-\d+$/.test(range) ? range.split("-").map(Number) : []);

interface Span {
  readonly low: number;
  readonly high: number;
  readonly protocol: string;
}

/** The first port that two mappings share; for two single ports there is no recording. */
function mappedTwice(mappings: readonly ecs.PortMapping[]) {
  const spans = mappings.map(spanOf).filter((span) => span !== undefined);
  for (const [index, span] of spans.entries())
    for (const before of spans.slice(0, index)) {
      const port = Math.max(span.low, before.low);
      if (span.protocol !== before.protocol || port > Math.min(span.high, before.high)) continue;
      const isSure = span.low < span.high || before.low < before.high;
      return faultOrOpen(isSure, "TE43m", { protocol: span.protocol.toUpperCase(), port: String(port) });
    }
  return undefined;
}

function spanOf({ containerPort, containerPortRange, protocol = "tcp" }: ecs.PortMapping): Span | undefined {
  const [low, high = low] = containerPortRange === undefined ? [containerPort] : ends(containerPortRange);
  return low === undefined || high === undefined ? undefined : { low, high, protocol };
}
