import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ECSClient } from "@aws-sdk/client-ecs";
import { AwsCommand } from "../../clients/awsCommand.ts";
import { findExecutable } from "../../clients/program.ts";
import type { ScenarioContext } from "./context.ts";
import { Gateway } from "./gateway.ts";
import { ScenarioFailure } from "./waiting.ts";

/** The CLI's waiters look every 15 s, so that a rollout is seen to be over at most so long after it is. */
const slackSeconds = 20;

type Body<Client> = (context: ScenarioContext, client: Client) => Promise<void>;

/** The body of a scenario that speaks through the AWS CLI of this machine. */
export const throughAwsCli =
  (body: Body<AwsCommand>): ((context: ScenarioContext) => Promise<void>) =>
  async (context) => {
    const executable = findExecutable("aws");
    if (executable === undefined) throw new ScenarioFailure("the AWS CLI is gone");
    const folder = mkdtempSync(join(tmpdir(), "kecs-fuzz-aws-"));
    const gateway = await Gateway.open(context.caller);
    try {
      await body(
        context,
        new AwsCommand({
          executable,
          access: accessOf(context, gateway),
          folder,
          timeoutMilliseconds: (context.target.restSeconds + slackSeconds) * 1000,
          signal: context.waiting.signal,
        }),
      );
    } finally {
      await gateway.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };

/** The body of a scenario that speaks through the AWS SDK as its users set it up: signing, retries, waiters. */
export const throughSdk =
  (body: Body<ECSClient>): ((context: ScenarioContext) => Promise<void>) =>
  async (context) => {
    const gateway = await Gateway.open(context.caller);
    const client = new ECSClient(accessOf(context, gateway));
    try {
      await body(context, client);
    } finally {
      client.destroy();
      await gateway.close();
    }
  };

const accessOf = ({ target: { access } }: ScenarioContext, gateway: Gateway) => ({
  endpoint: gateway.url,
  region: access.region,
  credentials: { accessKeyId: access.accessKeyId, secretAccessKey: "kecs-fuzz" },
});
