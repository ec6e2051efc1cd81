import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "../targets/usage-error.ts";

/** Fails before anything is played rather than after. */
export function makeDirectory(directory: string): void {
  attempt(`--report ${directory} cannot be made`, () => make(resolve(directory)));
}

export function makeFile(file: string): void {
  attempt(`--json ${file} cannot be written`, () => {
    make(dirname(resolve(file)));
    closeSync(openSync(file, "a"));
  });
}

function attempt(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new UsageError(`${what}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** Folder by folder: Node's own `recursive` never comes back where the system says that a parent is not there (/proc). */
function make(directory: string): void {
  const parent = dirname(directory);
  if (parent !== directory) make(parent);
  try {
    mkdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !statSync(directory).isDirectory()) throw error;
  }
}
