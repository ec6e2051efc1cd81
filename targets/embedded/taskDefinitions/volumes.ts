import type { ContainerDefinition, EFSVolumeConfiguration, Volume } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Wire } from "../wire.ts";

type Containers = readonly Wire<ContainerDefinition>[];
type Volumes = readonly Wire<Volume>[];

/** TE25–TE27, TE45. */
export function requireVolumes(sim: Simulation, containers: Containers, volumes: Volumes): void {
  for (const volume of volumes) {
    requireOneKind(volume);
    if (volume.efsVolumeConfiguration) requireFileSystem(sim, volume.efsVolumeConfiguration);
  }
  sim.rule(requireDeclaredVolumes)(containers, volumes);
  const names = new Set(containers.map(({ name }) => name));
  for (const { sourceContainer } of containers.flatMap(({ volumesFrom }) => volumesFrom ?? [])) {
    if (names.has(sourceContainer)) continue;
    throw clientException(`Invalid 'volumesFrom' setting. Unknown container: '${sourceContainer}'.`);
  }
  const mounted = new Set(mountsOf(containers).map(({ sourceVolume }) => sourceVolume));
  const idle = volumes.filter(({ name, configuredAtLaunch }) => configuredAtLaunch && !mounted.has(name));
  if (idle.length === 0) return;
  const list = idle.map(({ name }) => name).join(", ");
  throw clientException(`Volumes [${list}] are not referenced by any of the containers`);
}

const mountsOf = (containers: Containers) => containers.flatMap(({ mountPoints }) => mountPoints ?? []);

/** TE25. */
export function requireDeclaredVolumes(containers: Containers, volumes: Volumes): void {
  const declared = new Set(volumes.map(({ name }) => name));
  for (const { sourceVolume } of mountsOf(containers)) {
    if (sourceVolume !== undefined && !declared.has(sourceVolume)) {
      throw clientException(`Unknown volume '${sourceVolume}'.`);
    }
  }
}

function requireOneKind(volume: Wire<Volume>): void {
  const kinds = [
    volume.host,
    volume.dockerVolumeConfiguration,
    volume.efsVolumeConfiguration,
    volume.fsxWindowsFileServerVolumeConfiguration,
  ];
  if (kinds.filter(Boolean).length > 1) {
    throw clientException("When the volume parameter is specified, only one volume configuration type should be used.");
  }
}

/** TE45. */
function requireFileSystem(sim: Simulation, efs: Wire<EFSVolumeConfiguration>): void {
  if (efs.authorizationConfig?.accessPointId && (efs.rootDirectory ?? "/") !== "/") {
    throw clientException(
      'When using an EFS access point, the root directory must either be set to "/" or be omitted.',
    );
  }
  if (efs.transitEncryption === "ENABLED") return;
  if (efs.authorizationConfig?.iam === "ENABLED") {
    throw clientException("EFS IAM authorization requires TransitEncryption to be enabled.");
  }
  sim.rule(requireNoEncryptedPort)(efs);
}

export function requireNoEncryptedPort({ transitEncryptionPort }: Wire<EFSVolumeConfiguration>): void {
  if (transitEncryptionPort !== undefined) {
    throw clientException("TransitEncryptionPort requires that TransitEncryption is enabled.");
  }
}
