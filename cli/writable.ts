import { closeSync, existsSync, mkdirSync, openSync, rmdirSync, statSync, unlinkSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "../targets/usageError.ts";

/**
 * Checks before the campaign that its report can be written later. Both functions leave no files: a campaign that does
 * not start writes nothing.
 */
export function checkDirectory(directory: string): void {
  attempt(`--report ${directory} cannot be made`, () => remove(make(resolve(directory))));
}

export function checkFile(file: string): void {
  attempt(`--json ${file} cannot be written`, () => {
    const path = resolve(file);
    const made = make(dirname(path));
    const existed = existsSync(path);
    try {
      closeSync(openSync(path, "a"));
      if (!existed) unlinkSync(path);
    } finally {
      remove(made);
    }
  });
}

function attempt(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new UsageError(`${what}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/**
 * Creates the missing folders one by one and returns them. Node's own `recursive` never returns where the system
 * reports that a parent does not exist (/proc).
 */
function make(directory: string): string[] {
  const parent = dirname(directory);
  const made = parent === directory ? [] : make(parent);
  try {
    mkdirSync(directory);
    made.push(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" && statSync(directory).isDirectory()) return made;
    remove(made);
    throw error;
  }
  return made;
}

function remove(directories: readonly string[]): void {
  for (const directory of directories.toReversed()) rmdirSync(directory);
}
