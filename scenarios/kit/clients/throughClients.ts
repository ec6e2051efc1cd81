import { ECSClient } from "@aws-sdk/client-ecs";
import { AwsCommand } from "../../../clients/awsCommand.ts";
import { Botocore, pythonWithBotocore } from "../../../clients/botocore.ts";
import { findExecutable } from "../../../clients/program.ts";
import { callerAt } from "../../../targets/targetOptions.ts";
import type { ScenarioContext } from "../context.ts";
import { ScenarioFailure } from "../waiting.ts";
import { inFolder } from "./folder.ts";
import { type Gateway, throughGateway } from "./gateway.ts";

/** The CLI's waiters look every 15 s, so they notice the end of a rollout at most this much later. */
const slackSeconds = 20;

type Body<Client> = (context: ScenarioContext, client: Client) => Promise<void>;

/** The body of a scenario that uses the AWS CLI of this machine. */
export const throughAwsCli =
  (body: Body<AwsCommand>): ((context: ScenarioContext) => Promise<void>) =>
  async (context) => {
    const executable = findExecutable("aws");
    if (executable === undefined) throw new ScenarioFailure("the AWS CLI is gone");
    const { caller, target, waiting } = context;
    const timeoutMilliseconds = (target.restSeconds + slackSeconds) * 1000;
    await inFolder("aws", (folder) =>
      throughGateway(caller, waiting.signal, async (gateway, signal) => {
        const access = accessOf(context, gateway);
        await body(context, new AwsCommand({ executable, access, folder, timeoutMilliseconds, signal }));
      }),
    );
  };

/** The body of a scenario that uses the botocore of this machine. */
export const throughBotocore =
  (body: Body<Botocore>): ((context: ScenarioContext) => Promise<void>) =>
  async (context) => {
    const python = pythonWithBotocore();
    if (python === undefined) throw new ScenarioFailure("no python3 has botocore any more");
    const { caller, target, waiting } = context;
    const timeoutMilliseconds = (target.restSeconds + slackSeconds) * 1000;
    await inFolder("botocore", (folder) =>
      throughGateway(caller, waiting.signal, async (gateway, signal) => {
        const access = accessOf(context, gateway);
        await body(context, new Botocore({ python, access, folder, timeoutMilliseconds, signal }));
      }),
    );
  };

/** The body of a scenario that uses the AWS SDK as its users configure it: with signing, retries and waiters. */
export const throughSdk =
  (body: Body<ECSClient>): ((context: ScenarioContext) => Promise<void>) =>
  (context) =>
    throughGateway(context.caller, context.waiting.signal, async (gateway) => {
      const client = new ECSClient(accessOf(context, gateway));
      try {
        await body(context, client);
      } finally {
        client.destroy();
      }
    });

const accessOf = ({ target: { access } }: ScenarioContext, gateway: Gateway) =>
  callerAt({ ...access, url: gateway.url });
