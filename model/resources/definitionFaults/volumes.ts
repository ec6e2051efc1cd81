import type * as ecs from "@aws-sdk/client-ecs";
import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";

/** The faults of volumes and mount points (rows TE25–TE27, TE45). */
export function volumeFaults({ volumes = [], containerDefinitions = [] }: Input<"RegisterTaskDefinition">) {
  const mounts = containerDefinitions.flatMap(({ mountPoints = [] }) => mountPoints);
  const sources = containerDefinitions.flatMap(({ volumesFrom = [] }) => volumesFrom);
  const isMounted = (name: string | undefined) => mounts.some(({ sourceVolume }) => sourceVolume === name);
  const forgotten = volumes.filter(({ configuredAtLaunch, name }) => configuredAtLaunch === true && !isMounted(name));
  return [
    ...mounts.map(({ sourceVolume: volume }) =>
      faultIf(volume !== undefined && !volumes.some(({ name }) => name === volume), "TE25", { volume: volume ?? "" }),
    ),
    ...sources.map(({ sourceContainer: container = "" }) =>
      faultIf(!containerDefinitions.some(({ name }) => name === container), "TE26", { container }),
    ),
    faultIf(forgotten.length > 0, "TE27", { volumes: forgotten.map(({ name }) => name).join(", ") }),
    ...volumes.flatMap(faultsOf),
  ];
}

/** Two kinds of one volume are refused before faults of either kind. */
function faultsOf(volume: ecs.Volume) {
  const { host, dockerVolumeConfiguration, efsVolumeConfiguration, fsxWindowsFileServerVolumeConfiguration } = volume;
  const kinds = [host, dockerVolumeConfiguration, efsVolumeConfiguration, fsxWindowsFileServerVolumeConfiguration];
  const isMixed = kinds.filter((kind) => kind !== undefined).length > 1;
  return [faultIf(isMixed, "TE45v"), ...fileSystemFaults(isMixed ? undefined : efsVolumeConfiguration)];
}

function fileSystemFaults(efs: ecs.EFSVolumeConfiguration | undefined) {
  const { rootDirectory = "/", transitEncryption, transitEncryptionPort, authorizationConfig } = efs ?? {};
  const isEncrypted = transitEncryption === "ENABLED";
  return [
    faultIf(authorizationConfig?.accessPointId !== undefined && rootDirectory !== "/", "TE45"),
    faultIf(authorizationConfig?.iam === "ENABLED" && !isEncrypted, "TE45i"),
    faultIf(transitEncryptionPort !== undefined && !isEncrypted, "TE45t"),
  ];
}
