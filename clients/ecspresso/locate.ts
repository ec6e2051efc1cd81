import { findExecutable, isExecutable, runProgram } from "../program.ts";

/** ecspresso is not available, or has an unsupported version; the message says how to correct it. */
export class EcspressoUnavailable extends Error {
  override readonly name = "EcspressoUnavailable";
}

/** An ecspresso that was found and reported its version. */
export interface Located {
  readonly executable: string;
  /** As it reports it: `2.3.2`. */
  readonly version: string;
}

/** The commands and flags used here are those of version 2 (ecspresso.md). */
const major = 2;
const versionMilliseconds = 10_000;

/** Names the binary when it is not on the PATH. */
const variable = "ECSPRESSO_BIN";

/** The path of ecspresso: `ECSPRESSO_BIN`, otherwise on the PATH; undefined when there is none. Does not run it. */
export function ecspressoExecutable(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env[variable];
  if (named === undefined || named === "") return findExecutable("ecspresso", env);
  if (!isExecutable(named)) throw new EcspressoUnavailable(`${variable} is ${named}, which is not a program`);
  return named;
}

/** Finds ecspresso and reads its version. Throws EcspressoUnavailable. */
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
      `${executable} does not report its version ("${(stdout + stderr).trim().split("\n")[0] ?? ""}"); build it with make, or take a release`,
    );
  if (Number(said) !== major)
    throw new EcspressoUnavailable(`${executable} is ecspresso ${version}; version ${major} is needed`);
  return { executable, version };
}
