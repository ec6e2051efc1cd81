import { healthCheckFails, sleep, statementsOf } from "./process.ts";

/** The results of a health check, by seconds since its container started. */
export interface HealthCheck {
  passes(seconds: number): boolean;
  /** After this time the result does not change. */
  readonly settlesAfterSeconds: number;
}

/**
 * A check for a file depends on when the container's script creates and removes it; other checks have a constant
 * result.
 */
export function healthCheckOf(check: readonly string[], containerWords: readonly string[]): HealthCheck {
  const file = fileSought(check);
  if (file === undefined) {
    const fails = healthCheckFails(check);
    return { passes: () => !fails, settlesAfterSeconds: 0 };
  }
  const changes = changesOf(file, containerWords);
  return {
    passes: (seconds) => changes.findLast(({ atSeconds }) => atSeconds <= seconds)?.exists ?? false,
    settlesAfterSeconds: changes.at(-1)?.atSeconds ?? 0,
  };
}

function fileSought(check: readonly string[]): string | undefined {
  return /^(?:test|\[) -[ef] (\S+)(?: \])?$/.exec(check.slice(1).join(" "))?.[1];
}

interface FileChange {
  readonly atSeconds: number;
  readonly exists: boolean;
}

function changesOf(file: string, containerWords: readonly string[]): FileChange[] {
  const changes: FileChange[] = [];
  let atSeconds = 0;
  for (const { words } of statementsOf(containerWords.at(-1) ?? "")) {
    const [program, ...operands] = words;
    if (program === "sleep") {
      const pause = sleep(operands[0] ?? "");
      if (pause.kind !== "exits") break;
      atSeconds += pause.seconds;
    }
    if ((program === "touch" || program === "rm") && operands.includes(file))
      changes.push({ atSeconds, exists: program === "touch" });
  }
  return changes;
}
