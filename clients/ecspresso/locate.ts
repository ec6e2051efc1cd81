import { findExecutable, isExecutable, runProgram } from "../program.ts";

/** ecspresso cannot be had, or is not one we know how to speak to; the message says how to mend it. */
export class EcspressoUnavailable extends Error {
  override readonly name = "EcspressoUnavailable";
}

/** An ecspresso that answers. */
export interface Located {
  readonly executable: string;
  /** As it says itself: `2.3.2`. */
  readonly version: string;
}

/** Its commands and flags are those of version 2 (ecspresso.md). */
const major = 2;
const versionMilliseconds = 10_000;

/** Names the binary where it is not on PATH. */
const variable = "ECSPRESSO_BIN";

/** Where ecspresso is: `ECSPRESSO_BIN`, else on PATH. Undefined where there is none; it is not run yet. */
export function ecspressoExecutable(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env[variable];
  if (named === undefined || named === "") return findExecutable("ecspresso", env);
  if (!isExecutable(named)) throw new EcspressoUnavailable(`${variable} is ${named}, which is not a program`);
  return named;
}

/** Finds ecspresso and asks it for its version. Throws EcspressoUnavailable. */
export async function locateEcspresso(env: NodeJS.ProcessEnv = process.env): Promise<Located> {
  const executable = ecspressoExecutable(env);
  if (executable === undefined)
    throw new EcspressoUnavailable(`ecspresso is not on PATH; install it, or name the binary in ${variable}`);
  const options = { env: { PATH: env.PATH }, timeoutMilliseconds: versionMilliseconds };
  const { status, stdout, stderr } = await runProgram(executable, ["version"], options).catch((error: Error) => {
    throw new EcspressoUnavailable(`${executable} cannot be run: ${error.message}`);
  });
  const [, version, said] = /^ecspresso v?((\d+)\.\S+)/m.exec(stdout) ?? [];
  if (status !== 0 || version === undefined)
    throw new EcspressoUnavailable(
      `${executable} does not report its version: ${(stdout + stderr).trim().split("\n")[0] ?? ""}`,
    );
  if (Number(said) !== major)
    throw new EcspressoUnavailable(`${executable} is ecspresso ${version}; version ${major} is needed`);
  return { executable, version };
}
