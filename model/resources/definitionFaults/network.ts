import type * as ecs from "@aws-sdk/client-ecs";
import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";

/** Members that containers of a task with its own network cannot have (rows TE29, TE30). */
export const networkFaults = ({ networkMode, containerDefinitions = [] }: Input<"RegisterTaskDefinition">) =>
  networkMode === "awsvpc"
    ? containerDefinitions.flatMap((container) => [
        faultIf((container.links?.length ?? 0) > 0, "TE29"),
        ...ownNetwork(container)
          .filter(([isGiven]) => isGiven)
          .map(([, setting]) => faultIf(true, "TE30", { setting })),
      ])
    : [];

/** The beginning of the refusal's text (row TE30). */
const ownNetwork = (
  container: ecs.ContainerDefinition,
): readonly (readonly [isGiven: boolean | undefined, setting: string])[] => [
  [container.hostname !== undefined, "hostname is"],
  [(container.dnsServers?.length ?? 0) > 0, "DNS servers are"],
  [(container.extraHosts?.length ?? 0) > 0, "Extra hosts are"],
  [container.disableNetworking, "Disable Networking is"],
];
