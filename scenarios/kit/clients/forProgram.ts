import type { AwsProgramOptions } from "../../../clients/awsEnvironment.ts";
import { callerAt } from "../../../targets/targetOptions.ts";
import type { ScenarioContext } from "../context.ts";
import { inFolder } from "./folder.ts";
import { type Gateway, throughGateway } from "./gateway.ts";

/** What an external program needs in a scenario: a folder of its own, the gateway as its AWS, and a signal that ends it. */
type Surroundings = Pick<AwsProgramOptions, "access" | "folder" | "signal">;

/** Prepares the folder and the gateway of a program, calls `work` with them, and removes both. */
export const forProgram = (
  program: string,
  { caller, target, waiting }: ScenarioContext,
  work: (surroundings: Surroundings, gateway: Gateway) => Promise<void>,
): Promise<void> =>
  inFolder(program, (folder) =>
    throughGateway(caller, waiting.signal, (gateway, signal) =>
      work({ access: callerAt({ ...target.access, url: gateway.url }), folder, signal }, gateway),
    ),
  );
