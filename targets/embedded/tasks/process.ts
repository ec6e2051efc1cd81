import type { ContainerDefinition, ContainerOverride } from "@aws-sdk/client-ecs";
import type { Wire } from "../wire.ts";

/** What the process of a container will do. */
export type Process =
  | { readonly kind: "runs"; readonly serves: boolean }
  | { readonly kind: "exits"; readonly seconds: number; readonly code: number; readonly reason?: string }
  | { readonly kind: "cannot-start"; readonly reason: string };

export type ProcessExit = Extract<Process, { kind: "exits" }>;

const forever: Process = { kind: "runs", serves: true };
const idles: Process = { kind: "runs", serves: false };
const outOfMemory: Process = {
  kind: "exits",
  seconds: 1,
  code: 137,
  reason: "OutOfMemoryError: Container killed due to memory usage",
};

/** Whether the registry has this image. */
export function imageExists(image: string): boolean {
  return !/no-such-image|does-not-exist/.test(image);
}

/** What a container does when it is started: as its command says, otherwise as its image says. */
export function processOf(
  definition: Wire<ContainerDefinition>,
  override: Wire<ContainerOverride> | undefined,
): Process {
  const words = wordsOf(definition, override);
  if (words.length === 0) return defaultProcess(definition.image ?? "");
  const environment = new Map<string, string>();
  for (const { name, value } of [...(definition.environment ?? []), ...(override?.environment ?? [])]) {
    if (name !== undefined) environment.set(name, value ?? "");
  }
  return commandProcess(words, environment);
}

/** The entry point and command of a container; empty if the image decides. */
export function wordsOf(
  definition: Wire<ContainerDefinition>,
  override: Wire<ContainerOverride> | undefined,
): readonly string[] {
  const command = override?.command?.length ? override.command : (definition.command ?? []);
  return [...(definition.entryPoint ?? []), ...command];
}

/** A shell without a terminal exits immediately; servers keep running. */
function defaultProcess(image: string): Process {
  const name = image.split("/").at(-1) ?? "";
  return /^(busybox|alpine)\b/.test(name) ? exits(0, 0) : forever;
}

function commandProcess(words: readonly string[], environment: ReadonlyMap<string, string>): Process {
  const [program = "", ...rest] = words;
  const name = program.split("/").at(-1) ?? "";
  if ((name === "sh" || name === "bash" || name === "ash") && rest[0]?.endsWith("c")) {
    return scriptProcess(rest[1] ?? "", environment);
  }
  const known = simpleCommand([name, ...rest]);
  if (known) return known;
  if (!isUnknownProgram(name)) return forever;
  return {
    kind: "cannot-start",
    reason: `CannotStartContainerError: exec: "${program}": executable file not found in $PATH`,
  };
}

/** Runs the statements of a script in order and adds their durations. */
function scriptProcess(script: string, environment: ReadonlyMap<string, string>): Process {
  const text = script.replace(/\$\{?(\w+)\}?/g, (_, variable) => environment.get(variable) ?? "");
  let seconds = 0;
  let code = 0;
  for (const { operator, words } of statementsOf(text)) {
    if ((operator === "&&" && code !== 0) || (operator === "||" && code === 0)) continue;
    if (words[0] === "exec") words.shift();
    if (words[0] === "exit") return exits(seconds, words[1] === undefined ? code : Number(words[1]) & 255);
    const step = simpleCommand(words) ?? (isUnknownProgram(words[0] ?? "") ? exits(0, 127) : forever);
    if (step.kind !== "exits") return step;
    seconds += step.seconds;
    code = step.code;
    if (step.reason !== undefined) return { ...step, seconds };
  }
  return exits(seconds, code);
}

/** The statements of a script, each with the operator before it. */
export function statementsOf(script: string): { readonly operator: string; readonly words: string[] }[] {
  const parts = [...script.matchAll(/(;|&&|\|\||\n|^)\s*([^;&|\n]*)/g)];
  return parts
    .map(([, operator = "", statement = ""]) => ({ operator, words: statement.trim().split(/\s+/) }))
    .filter(({ words }) => words[0] !== "");
}

function simpleCommand([name, ...operands]: readonly string[]): Process | undefined {
  switch (name) {
    case "sleep":
      return sleep(operands[0] ?? "");
    case "true":
    case ":":
    case "echo":
    case "env":
    case "date":
    case "ls":
    case "touch":
    case "rm":
    case "trap":
      return exits(0, 0);
    case "false":
      return exits(0, 1);
    case "tail":
      return operands[0] === "/dev/zero" ? outOfMemory : idles;
    default:
      return undefined;
  }
}

export function sleep(duration: string): Process {
  if (/^inf/i.test(duration)) return idles;
  const [, amount, unit = "s"] = /^(\d+(?:\.\d+)?)([smhd])?$/.exec(duration) ?? [];
  if (amount === undefined) return exits(0, 1);
  return exits(Number(amount) * ({ s: 1, m: 60, h: 3600, d: 86400 }[unit] ?? 1), 0);
}

function isUnknownProgram(name: string): boolean {
  return /no-such|not-found|does-not-exist|nonexistent/.test(name);
}

function exits(seconds: number, code: number): Process {
  return { kind: "exits", seconds, code };
}

/** The exit code after SIGTERM: servers handle the signal, other programs are ended by it. */
export function terminatedCode(definition: Wire<ContainerDefinition>): number {
  return definition.image?.includes("nginx") ? 0 : 143;
}

/** Whether a health check can never succeed. */
export function healthCheckFails(command: readonly string[]): boolean {
  const [form = "", ...words] = command;
  const process = form === "CMD-SHELL" ? scriptProcess(words.join(" "), new Map()) : commandProcess(words, new Map());
  return process.kind === "cannot-start" || (process.kind === "exits" && process.code !== 0);
}
