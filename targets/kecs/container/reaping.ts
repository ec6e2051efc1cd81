import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { scriptBeside } from "../../script.ts";
import { ourselves } from "./ownership.ts";

let reaper: ChildProcess | undefined;

/** Starts the reaper, so that our containers are removed however this process ends. */
export function reapWhenWeEnd(): void {
  if (reaper !== undefined && reaper.exitCode === null) return;
  const script = scriptBeside(import.meta, "reaper");
  reaper = spawn(process.execPath, [script, ourselves()], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  reaper.on("error", () => {});
  reaper.stdin?.on("error", () => {});
  reaper.unref();
  (reaper.stdin as Socket | null)?.unref();
}
