import type { ApiOperation } from "../../model/language/operation.ts";

type Sdk = typeof import("@aws-sdk/client-ecs");
type CommandOf<Op extends string> = Sdk[`${Op}Command` & keyof Sdk];

/** The output of the SDK's command of an operation, without what the SDK itself adds. */
type Answer<Class> = Class extends new (
  input: never,
) => { resolveMiddleware(...rest: never[]): (call: never) => Promise<{ output: infer Output }> }
  ? Omit<Output, "$metadata">
  : never;

/** The output of each operation, as the installed SDK types it. */
export type Outputs = { [Op in ApiOperation]: Answer<CommandOf<Op>> };
