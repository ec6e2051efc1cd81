import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readTargetConfig } from "./endpoint/targetConfig.ts";
import { UsageError } from "./usageError.ts";

/** Targets with a ledger in their folder. */
const targets = ["embedded", "kecs", "moto", "ministack"];

/**
 * The folder of a target's known deviations; undefined when there is none. For a URL, `--target-config` may name one:
 * that of a target, or a folder in the same directory as that file.
 */
export function ledgerFolder(target: string, configFile: string | undefined): string | undefined {
  if (targets.includes(target)) return folderOf(target);
  const { deviations } = configFile === undefined ? {} : readTargetConfig(configFile);
  if (deviations === undefined || configFile === undefined) return undefined;
  if (targets.includes(deviations)) return folderOf(deviations);
  const folder = resolve(dirname(configFile), deviations);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new UsageError(
    `--target-config ${configFile}: deviations: ${deviations} is neither a folder in the same directory nor one of ${targets.join(", ")}`,
  );
}

const folderOf = (target: string): string => join(import.meta.dirname, target, "deviations");
