import { type Expected, unordered } from "../language/expectation.ts";
import type { Input } from "../language/operation.ts";
import { cpuUnits, isFargateSize, mebibytes } from "../language/size.ts";
import { fargateFaults } from "./definitionFaults/fargate.ts";
import { fargateLogFaults } from "./definitionFaults/logging.ts";

type Definition = Input<"RegisterTaskDefinition">;

/**
 * Each launch type for which the definition is valid according to recordings (row TD6), and each required one. Launch
 * types without a recording may be shown too.
 */
export function compatibilities(definition: Definition): Expected {
  const sure = new Set<string>(["EC2", ...(definition.requiresCompatibilities ?? [])]);
  const possible = new Set<string>();
  const note = (launchType: string, verdict: boolean | undefined) => {
    if (verdict !== false) (verdict ? sure : possible).add(launchType);
  };
  note("FARGATE", isForFargate(definition));
  note("EXTERNAL", isForOwnMachines(definition));
  note("MANAGED_INSTANCES", isForManagedInstances(definition));
  return unordered([...sure], undefined, { optional: [...possible].filter((launchType) => !sure.has(launchType)) });
}

/** Undefined without a recording. */
type Verdict = boolean | undefined;

function isForFargate(definition: Definition): Verdict {
  const { networkMode, cpu, memory, containerDefinitions } = definition;
  if (networkMode !== "awsvpc" || !cpu || !memory) return false;
  const [units, most] = [cpuUnits(cpu), mebibytes(memory)];
  if (units === undefined || most === undefined || !isFargateSize(units, most)) return false;
  if (containerDefinitions?.some(({ stopTimeout = 0 }) => stopTimeout > 120)) return false;
  const faults = [...fargateFaults(definition), ...fargateLogFaults(definition)];
  return faults.some((fault) => fault !== undefined) ? undefined : true;
}

/** Machines outside EC2 do not support awsvpc; for volumes and similar members there is no recording. */
function isForOwnMachines(definition: Definition): Verdict {
  const { networkMode } = definition;
  if (networkMode === "awsvpc") return false;
  const isKnown = (networkMode === undefined || networkMode === "bridge") && definition.runtimePlatform === undefined;
  return isKnown && isPlain(definition) ? true : undefined;
}

/** Recorded with awsvpc and a size, and not of Windows. */
function isForManagedInstances(definition: Definition): Verdict {
  const { networkMode, cpu, memory, runtimePlatform } = definition;
  if (networkMode === undefined || networkMode === "bridge") return false;
  if (runtimePlatform?.operatingSystemFamily?.startsWith("WINDOWS")) return false;
  return networkMode === "awsvpc" && cpu && memory && isPlain(definition) ? true : undefined;
}

const isPlain = ({ volumes, placementConstraints, pidMode, ipcMode }: Definition): boolean =>
  [volumes, placementConstraints].every((list) => (list?.length ?? 0) === 0) &&
  [pidMode, ipcMode].every((given) => given === undefined);
