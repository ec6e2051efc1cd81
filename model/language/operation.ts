import type * as ecs from "@aws-sdk/client-ecs";

/** Every operation of the API, as the installed SDK names them; `model/registry.ts` lists those of the model. */
export type ApiOperation = Exclude<
  keyof typeof ecs extends infer Name ? (Name extends `${infer Op}Command` ? Op : never) : never,
  "$"
>;

type Request<Op extends ApiOperation> = InstanceType<(typeof ecs)[`${Op}Command`]>["input"];

/** An input in a request: any member may be absent, even a required one. */
export type Input<Op extends ApiOperation> = { [Member in keyof Request<Op>]?: Request<Op>[Member] | undefined };

/** An operation as the AWS CLI names it: `create-cluster`. */
export const cliCommand = (operation: string): string =>
  operation.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, "-").toLowerCase();
