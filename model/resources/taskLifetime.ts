import type * as ecs from "@aws-sdk/client-ecs";
import type { TaskLifetime } from "../language/state.ts";

/** The end of a container, as far as its image, command and checks tell. */
type End =
  | { kind: "runs" }
  | { kind: "exits"; code: number; seconds: number }
  | { kind: "fails" }
  | { kind: "unknown" };

/**
 * How a task of this definition ends without a StopTask (rows LC9, LC8): the fixtures behave in the same way in the
 * simulator and in real containers; anything else is unknown.
 */
export function lifetimeOf(definition: ecs.RegisterTaskDefinitionRequest, overrides?: ecs.TaskOverride): TaskLifetime {
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

/** A longer sleep may or may not last longer than the test, at any speed of the clock. */
const mostSleepSeconds = 60;

/** The factor by which a sleep may differ from its nominal duration, because delays vary. */
const doubt = 2;

const runs: End = { kind: "runs" };
const unknown: End = { kind: "unknown" };
const atOnce: End = { kind: "exits", code: 0, seconds: 0 };

function endOf(container: ecs.ContainerDefinition, override: ecs.ContainerOverride | undefined): End {
  const image = container.image ?? "";
  if (/no-such-image|does-not-exist/.test(image)) return { kind: "fails" };
  if (container.dependsOn?.length) return { kind: "unknown" };
  if (container.healthCheck !== undefined && !isPassing(container.healthCheck.command ?? []))
    return { kind: "unknown" };
  const command = [...(container.entryPoint ?? []), ...(override?.command ?? container.command ?? [])];
  const first = command.length > 0 ? endOfCommand(command) : image.startsWith("busybox") ? atOnce : runs;
  const end = container.restartPolicy?.enabled ? restarted(container.restartPolicy, first) : first;
  return end.kind === "exits" && end.seconds > mostSleepSeconds ? unknown : end;
}

/**
 * A container is restarted as long as it runs for the attempt period each time; durations near that period are left
 * open (TD11).
 */
function restarted({ ignoredExitCodes, restartAttemptPeriod = 300 }: ecs.ContainerRestartPolicy, end: End): End {
  if (end.kind !== "exits" || ignoredExitCodes?.includes(end.code)) return end;
  if (end.seconds <= restartAttemptPeriod / doubt) return end;
  return end.seconds >= restartAttemptPeriod * doubt ? runs : unknown;
}

const isPassing = (check: readonly string[]): boolean => /^(exit 0|true)$/.test(check.slice(1).join(" "));

function endOfCommand(command: readonly string[]): End {
  const line = /^(\/bin\/)?sh$/.test(command[0] ?? "") && command[1] === "-c" ? (command[2] ?? "") : command.join(" ");
  const steps = line.split(";").map((step) => step.trim());
  let seconds = 0;
  for (const step of steps) {
    if (step === "tail /dev/zero") return { kind: "exits", code: 137, seconds };
    const exit = /^exit (\d+)$/.exec(step);
    if (exit !== null) return { kind: "exits", code: Number(exit[1]), seconds };
    if (step === "true" || step === "false") continue;
    const sleep = /^sleep (\d+|infinity)$/.exec(step);
    if (sleep === null) return unknown;
    if (sleep[1] === "infinity") return runs;
    seconds += Number(sleep[1]);
  }
  return { kind: "exits", code: steps.at(-1) === "false" ? 1 : 0, seconds };
}
