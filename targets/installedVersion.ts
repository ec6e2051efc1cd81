import { readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The version of a Python distribution in the environment that contains the program: `5.2.5` for `bin/moto_server`, if
 * that environment also has `lib/python3.13/site-packages/moto-5.2.5.dist-info`. Undefined when there is no such folder.
 */
export function installedVersion(executable: string, distribution: string): string | undefined {
  const library = join(dirname(dirname(realpathOr(executable))), "lib");
  const folders = listed(library).map((python) => join(library, python, "site-packages"));
  const info = new RegExp(`^${distribution}-([0-9][^-]*)\\.dist-info$`, "i");
  for (const name of folders.flatMap(listed)) {
    const version = info.exec(name)?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
}

function realpathOr(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
