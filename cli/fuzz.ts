import type { Command } from "commander";
import { bugs } from "../targets/embedded/bugs.ts";
import { UsageError } from "../targets/usageError.ts";
import { accept } from "./accept.ts";
import { checkDeviations } from "./checkDeviations.ts";
import { hunt } from "./hunt.ts";
import { ledgerWidth } from "./ledgerWidth.ts";
import { addFuzzOptions, type FuzzOptions, listBugs } from "./options.ts";
import { replay } from "./replay.ts";
import type { ExitStatus, Session } from "./session.ts";

export function addFuzzCommand(program: Command, session: Session): void {
  addFuzzOptions(
    program.command("fuzz").description("play random plans on a server and compare it with the model"),
  ).action(async (options: FuzzOptions) => {
    session.status = await fuzz(options, session.interrupt);
  });
}

async function fuzz(options: FuzzOptions, interrupt: AbortSignal): Promise<ExitStatus> {
  if (options.bug === listBugs) {
    for (const { name } of bugs) console.log(name);
    return 0;
  }
  if (options.shard !== undefined && options.seed === undefined)
    throw new UsageError("--shard needs --seed: shards without a common seed play different campaigns");
  const verbs = (["replay", "checkDeviations", "accept", "ledgerWidth"] as const).filter(
    (verb) => options[verb] !== undefined,
  );
  if (verbs.length > 1)
    throw new UsageError(
      "--replay, --check-deviations, --ledger-width and --accept exclude each other: give one of them",
    );
  if (options.checkDeviations && !options.deviations)
    throw new UsageError("--check-deviations and --no-deviations exclude each other: give one of them");
  if (options.ledgerWidth) return ledgerWidth(options);
  if (options.checkDeviations) return checkDeviations(options, interrupt);
  if (options.accept !== undefined) return accept(options, options.accept);
  if (options.replay !== undefined) return replay(options, options.replay, interrupt);
  for (const flag of ["shrink", "repeat"] as const)
    if (options[flag] !== undefined) throw new UsageError(`--${flag} needs --replay FILE`);
  return hunt(options, interrupt);
}
