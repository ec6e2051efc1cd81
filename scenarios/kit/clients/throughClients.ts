import { ECSClient } from "@aws-sdk/client-ecs";
import { AwsCommand } from "../../../clients/awsCommand.ts";
import type { AwsProgramOptions } from "../../../clients/awsEnvironment.ts";
import { Botocore, pythonWithBotocore } from "../../../clients/botocore.ts";
import { findExecutable } from "../../../clients/program.ts";
import { callerAt } from "../../../targets/targetOptions.ts";
import type { ScenarioContext } from "../context.ts";
import { ScenarioFailure } from "../waiting.ts";
import { forProgram } from "./forProgram.ts";
import { throughGateway } from "./gateway.ts";

/** The CLI's waiters look every 15 s, so they notice the end of a rollout at most this much later. */
const slackSeconds = 20;

type Body<Client> = (context: ScenarioContext, client: Client) => Promise<void>;

/** The body of a scenario that uses a program of this machine; `find` returns its path. */
const throughProgram =
  <Client>(
    name: string,
    find: () => string | undefined,
    clientOf: (options: AwsProgramOptions) => Client,
    body: Body<Client>,
  ) =>
  async (context: ScenarioContext): Promise<void> => {
    const executable = find();
    if (executable === undefined) throw new ScenarioFailure(`${name} is not installed any more`);
    const timeoutMilliseconds = (context.target.restSeconds + slackSeconds) * 1000;
    await forProgram(name, context, (surroundings) =>
      body(context, clientOf({ executable, timeoutMilliseconds, ...surroundings })),
    );
  };

/** The body of a scenario that uses the AWS CLI of this machine. */
export const throughAwsCli = (body: Body<AwsCommand>) =>
  throughProgram(
    "aws",
    () => findExecutable("aws"),
    (options) => new AwsCommand(options),
    body,
  );

/** The body of a scenario that uses the botocore of this machine. */
export const throughBotocore = (body: Body<Botocore>) =>
  throughProgram("botocore", pythonWithBotocore, (options) => new Botocore(options), body);

/** The body of a scenario that uses the AWS SDK as its users configure it: with signing, retries and waiters. */
export const throughSdk =
  (body: Body<ECSClient>): ((context: ScenarioContext) => Promise<void>) =>
  (context) =>
    throughGateway(context.caller, context.waiting.signal, async (gateway) => {
      const client = new ECSClient(callerAt({ ...context.target.access, url: gateway.url }));
      try {
        await body(context, client);
      } finally {
        client.destroy();
      }
    });
