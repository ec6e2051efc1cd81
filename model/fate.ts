import type * as ecs from "@aws-sdk/client-ecs";
import type { Fate } from "./state.ts";

/** A container's end as far as its image, command and checks tell it. */
type End = { kind: "runs" } | { kind: "exits"; code: number } | { kind: "fails" } | { kind: "unknown" };

/**
 * How a task of this definition goes on when nobody touches it (rows LC9, LC8): the fixtures mean the same on the
 * simulator and on real containers; anything else is unknown.
 */
export function fateOf(definition: ecs.RegisterTaskDefinitionRequest, overrides?: ecs.TaskOverride): Fate {
  const containers = definition.containerDefinitions ?? [];
  const ends = containers.map((container) => {
    const override = overrides?.containerOverrides?.find(({ name }) => name === container.name);
    return { name: container.name ?? "", essential: container.essential !== false, end: endOf(container, override) };
  });
  if (ends.some(({ end }) => end.kind === "unknown")) return { kind: "unknown" };
  if (ends.some(({ end }) => end.kind === "fails")) return { kind: "fails" };
  const essential = ends.filter((each) => each.essential);
  if (essential.every(({ end }) => end.kind === "runs")) return { kind: "runs" };
  const [only] = ends;
  const codes: Record<string, number | undefined> =
    ends.length === 1 && only?.end.kind === "exits" ? { [only.name]: only.end.code } : {};
  return { kind: "exits", codes };
}

/** A longer sleep may outlast the test or not, whatever the speed of the clock. */
const mostSleepSeconds = 60;

function endOf(container: ecs.ContainerDefinition, override: ecs.ContainerOverride | undefined): End {
  const image = container.image ?? "";
  if (/no-such-image|does-not-exist/.test(image)) return { kind: "fails" };
  if (container.restartPolicy?.enabled || container.dependsOn?.length) return { kind: "unknown" };
  if (container.healthCheck !== undefined && !isPassing(container.healthCheck.command ?? []))
    return { kind: "unknown" };
  const command = [...(container.entryPoint ?? []), ...(override?.command ?? container.command ?? [])];
  if (command.length === 0) return image.startsWith("busybox") ? { kind: "exits", code: 0 } : { kind: "runs" };
  return endOfCommand(command);
}

const isPassing = (check: readonly string[]): boolean => /^(exit 0|true)$/.test(check.slice(1).join(" "));

function endOfCommand(command: readonly string[]): End {
  const line = /^(\/bin\/)?sh$/.test(command[0] ?? "") && command[1] === "-c" ? (command[2] ?? "") : command.join(" ");
  const steps = line.split(";").map((step) => step.trim());
  for (const step of steps) {
    if (step === "tail /dev/zero") return { kind: "exits", code: 137 };
    const exit = /^exit (\d+)$/.exec(step);
    if (exit !== null) return { kind: "exits", code: Number(exit[1]) };
    if (step === "true" || step === "false") continue;
    const sleep = /^sleep (\d+|infinity)$/.exec(step);
    if (sleep === null) return { kind: "unknown" };
    if (sleep[1] === "infinity") return { kind: "runs" };
    if (Number(sleep[1]) > mostSleepSeconds) return { kind: "unknown" };
  }
  return { kind: "exits", code: steps.at(-1) === "false" ? 1 : 0 };
}
