import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { type Signature, text } from "../../checker/signature.ts";
import { UsageError } from "../../targets/usageError.ts";
import { type Deviation, deviationIn } from "./deviation.ts";
import type { Observation } from "./observation.ts";
import { meets, names, overlap, type Patch } from "./patch.ts";

/** The known deviations of one target. */
export class Ledger {
  readonly deviations: readonly Deviation[];
  /** By the text of a signature: the patches that name it. */
  readonly #named = new Map<string, readonly Match[]>();

  constructor(deviations: readonly Deviation[] = []) {
    this.deviations = deviations;
  }

  /**
   * The deviation that explains this signature, with its patch. `observe` is called only if a patch with conditions
   * names the signature; without it, such a patch explains nothing.
   */
  match(signature: Signature, observe?: () => Observation): Match | undefined {
    const named = this.#naming(signature);
    const observation = named.some(({ patch }) => "when" in patch) ? observe?.() : undefined;
    return named.find(({ patch }) => meets(patch, observation));
  }

  #naming(signature: Signature): readonly Match[] {
    const key = text(signature);
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    const named = this.deviations.flatMap((deviation) =>
      deviation.patches.filter((patch) => names(patch, signature)).map((patch) => ({ deviation, patch })),
    );
    this.#named.set(key, named);
    return named;
  }
}

export interface Match {
  readonly deviation: Deviation;
  readonly patch: Patch;
}

/**
 * Reads a ledger: a folder with one file for each deviation. Throws a UsageError of one line that names a file which is
 * invalid, unfinished, or overlaps another.
 */
export function readLedger(folder: string | undefined): Ledger {
  if (folder === undefined) return new Ledger();
  const deviations: Deviation[] = [];
  for (const name of filesIn(folder)) {
    const deviation = readDeviation(join(folder, name));
    const rival = rivalOf(deviation, deviations);
    if (rival !== undefined)
      throw new UsageError(
        `${deviation.file} overlaps ${rival.file}: both hold for the same signatures, make one narrower or merge them`,
      );
    deviations.push(deviation);
  }
  return new Ledger(deviations);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch (error) {
    throw new UsageError(`the deviations in ${shown(folder)} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function readDeviation(path: string): Deviation {
  const file = shown(path);
  const refuse = (why: string) => new UsageError(`${file} is not a deviation: ${why.replaceAll(/\s*\n\s*/g, " ")}`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw refuse(`it is not JSON (${(error as Error).message})`);
  }
  const deviation = deviationIn(json, file);
  if (typeof deviation === "string") throw refuse(deviation);
  const name = basename(path, ".json");
  if (!deviation.id.endsWith(`/${name}`))
    throw refuse(`its id is ${deviation.id}, but must end in /${name} like the name of the file`);
  return deviation;
}

const rivalOf = (deviation: Deviation, others: readonly Deviation[]): Deviation | undefined =>
  others.find(({ patches }) => patches.some((its) => deviation.patches.some((mine) => overlap(mine, its))));

/** The path as a user would type it. */
export const shown = (path: string): string => {
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
};
