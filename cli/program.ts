import { Command, CommanderError } from "commander";
import { TargetError } from "../targets/target.ts";
import { UsageError } from "../targets/usageError.ts";
import { addBugsCommand } from "./bugs.ts";
import { addFuzzCommand } from "./fuzz.ts";
import { addJudgeCommand } from "./judge.ts";
import { addReportCommand } from "./report.ts";
import { addScenariosCommand } from "./scenarios.ts";
import { addServeCommand } from "./serve.ts";
import type { ExitStatus, Session } from "./session.ts";
import { version } from "./version.ts";

/** Runs a command line; every error becomes an exit status and one line on stderr. */
export async function runProgram(words: readonly string[], interrupt: AbortSignal): Promise<ExitStatus> {
  const session: Session = { interrupt, status: 0 };
  const program = new Command("kecs-fuzz")
    .version(version, "--version")
    .description("finds out where an Amazon-ECS-compatible server does not behave like ECS")
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  addFuzzCommand(program, session);
  addBugsCommand(program, session);
  addJudgeCommand(program, session);
  addReportCommand(program, session);
  addScenariosCommand(program, session);
  addServeCommand(program, session);
  for (const verb of program.commands) verb.exitOverride().allowExcessArguments(false).copyInheritedSettings(program);
  try {
    await program.parseAsync(words, { from: "user" });
    return session.status;
  } catch (error) {
    return failed(error);
  }
}

/** The message of the argument parser, with a hint to --help when it does not say how to correct the error. */
function mendable({ code, message }: CommanderError): string {
  if (code === "commander.help") return "a subcommand is missing: give fuzz, scenarios, judge, bugs, report or serve";
  return code === "commander.unknownOption" && !message.includes("Did you mean")
    ? `${message}: --help lists them`
    : message;
}

/** A usage error or an unreachable server prints one line; an internal error prints its stack. */
function failed(error: unknown): ExitStatus {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    return complain(mendable(error), 2);
  }
  if (error instanceof UsageError) return complain(error.message, 2);
  if (error instanceof TargetError) return complain(error.message, 3);
  console.error("internal error of kecs-fuzz:", error);
  return 70;
}

function complain(message: string, status: 2 | 3): ExitStatus {
  const line = message.replace(/^error: /, "").replaceAll(/\s*\n\s*/g, " ");
  console.error(`kecs-fuzz: ${line}`);
  return status;
}
