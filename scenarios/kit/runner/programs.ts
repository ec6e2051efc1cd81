import { pythonWithBotocore } from "../../../clients/botocore.ts";
import { ecspressoExecutable } from "../../../clients/ecspresso/locate.ts";
import { findExecutable } from "../../../clients/program.ts";
import { terraformPlugins } from "../../../clients/terraform.ts";

/** An external program that a scenario uses. */
export type Program = "ecspresso" | "aws" | "botocore" | "terraform";

const lacks: Readonly<Record<Program, () => string | undefined>> = {
  ecspresso: () =>
    ecspressoExecutable() === undefined ? "ecspresso is not on PATH, and ECSPRESSO_BIN does not name it" : undefined,
  aws: () => (findExecutable("aws") === undefined ? "the AWS CLI is not on PATH" : undefined),
  botocore: () => (pythonWithBotocore() === undefined ? "no python3 with botocore is on PATH" : undefined),
  terraform: () => {
    if (findExecutable("terraform") === undefined) return "terraform is not on PATH";
    return terraformPlugins() === undefined ? "TERRAFORM_PLUGINS names no folder with the AWS provider" : undefined;
  },
};

/** The reason why a scenario cannot be played on this machine; undefined when it can. */
export const missingProgram = (programs: readonly Program[]): string | undefined =>
  programs.map((program) => lacks[program]()).find((lack) => lack !== undefined);
