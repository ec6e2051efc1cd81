import { z } from "zod";
import type { Command } from "../language/plan.ts";
import { referencesIn } from "../language/reference.ts";
import { isOperation } from "./generate.ts";

/** One command as a file contains it. */
export const command = z.object({
  operation: z.string(),
  input: z.record(z.string(), z.json()),
  atRest: z.literal(true).optional(),
});

/** The reason why the commands cannot be played, if there is one. */
export function faultIn(commands: readonly Command[]): string | undefined {
  for (const [index, { operation, input }] of commands.entries()) {
    if (!isOperation(operation)) return `commands.${index}: unknown operation ${operation}`;
    for (const { ref } of referencesIn(input)) {
      const [step, path] = ref as readonly unknown[];
      if (!Number.isInteger(step) || typeof path !== "string") return `commands.${index}: a ref is [command, path]`;
      if ((step as number) < 0 || (step as number) >= index)
        return `commands.${index}: ref ${step} names no earlier command`;
    }
  }
  return undefined;
}
