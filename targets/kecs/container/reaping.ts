import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { scriptBeside } from "../../script.ts";
import { ourselves } from "./ownership.ts";

let reaper: ChildProcess | undefined;

/** Makes sure that what carries our label goes when we do, however we end. */
export function reapWhenWeEnd(): void {
  if (reaper !== undefined && reaper.exitCode === null) return;
  const script = scriptBeside(import.meta, "reaper");
  reaper = spawn(process.execPath, [script, ourselves()], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  reaper.on("error", () => {});
  reaper.stdin?.on("error", () => {});
  reaper.unref();
  (reaper.stdin as Socket | null)?.unref();
}
