import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";
import { cpuUnits, isFargateSize, mebibytes } from "../../language/size.ts";
import { type Context, refuse } from "../../language/step.ts";
import { openIf } from "./openFault.ts";

type Definition = Input<"RegisterTaskDefinition">;

/** Row TE10: `""` is not a size either. */
export const badCpu = ({ cpu }: Definition) => faultIf(cpu !== undefined && cpuUnits(cpu) === undefined, "TE10");

/** The containers' sizes compared with the task's (rows TD10, TE10, TE20–TE22). */
export function sizeFaults({ cpu, memory, containerDefinitions = [] }: Definition) {
  const units = cpu === undefined ? undefined : cpuUnits(cpu);
  const most = memory === undefined ? undefined : mebibytes(memory);
  return [
    faultIf(units !== undefined && (units < 128 || units > 196_608), "TD10"),
    // A memory of "" is quoted only together with a cpu of "", which is refused first.
    openIf(memory === "", "TE10m"),
    faultIf(!!memory && most === undefined, "TE10m"),
    faultIf(
      units !== undefined && containerDefinitions.reduce((sum, each) => sum + (each.cpu ?? 0), 0) > units,
      "TE20",
    ),
    ...containerDefinitions.flatMap(({ name = "", memory: hard, memoryReservation: soft }) => [
      faultIf(most !== undefined && hard !== undefined && hard > most, "TE21"),
      faultIf(hard !== undefined && soft !== undefined && soft > hard, "TE22", { container: name }),
    ]),
  ];
}

/** Memory of the task or of each container; of several without, any may be named (row TE5). */
export const bareContainers = ({ memory, containerDefinitions = [] }: Definition) =>
  containerDefinitions.map((container) =>
    faultIf(!memory && !container.memory && !container.memoryReservation, "TE5", { container: container.name ?? "" }),
  );

/** Rows TE7, TE8, TE9 and TE50. */
export function badFargateSize({ networkMode, cpu, memory, runtimePlatform }: Definition, context: Context) {
  if (networkMode !== "awsvpc") return refuse("TE8");
  if (!cpu) return refuse("TE9", { size: "cpu" });
  if (!memory) return refuse("TE9", { size: "memory" });
  const [units, most] = [cpuUnits(cpu) ?? 0, mebibytes(memory) ?? 0];
  const words = { cpu: String(units), memory: String(most) };
  if (!isFargateSize(units, most)) return context.may("TE7") ? refuse("TE7o") : refuse("TE7", words);
  return faultIf(runtimePlatform?.operatingSystemFamily?.startsWith("WINDOWS") && units < 1024, "TE50", words);
}
