import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import { clientException } from "../errors.ts";
import type { Wire } from "../wire.ts";

type Containers = readonly Wire<ContainerDefinition>[];

/** TE36, TE37. */
export function requireLogging(containers: Containers): void {
  for (const { logConfiguration } of containers) {
    if (logConfiguration?.logDriver !== "awslogs") continue;
    const given = logConfiguration.options ?? {};
    const missing = ["awslogs-region", "awslogs-group"].filter((option) => !(option in given));
    if (missing.length > 0) throw clientException(`Log driver awslogs requires options: ${missing.join(", ")}`);
  }
  const usesRouter = containers.some(({ logConfiguration }) => logConfiguration?.logDriver === "awsfirelens");
  const hasRouter = containers.some(({ firelensConfiguration }) => firelensConfiguration !== undefined);
  if (usesRouter && !hasRouter) {
    throw clientException(
      "When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.",
    );
  }
  if (hasRouter && !usesRouter) {
    throw clientException(
      "When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver",
    );
  }
}

/** TE14, TE36: what Fargate asks for beyond that. */
export function requireFargateLogging(containers: Containers, executionRoleArn: string | undefined): void {
  for (const { logConfiguration } of containers) {
    if (logConfiguration?.logDriver !== "awslogs") continue;
    if (!("awslogs-stream-prefix" in (logConfiguration.options ?? {}))) {
      throw clientException(
        "Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs.",
      );
    }
    if (!executionRoleArn) {
      throw clientException(
        "Fargate requires task definition to have execution role ARN to support log driver awslogs.",
      );
    }
  }
}

/** TE35. */
export function requireFargateDriver({ logConfiguration }: Wire<ContainerDefinition>): void {
  const driver = logConfiguration?.logDriver;
  const drivers = ["awslogs", "splunk", "awsfirelens"];
  if (driver === undefined || drivers.includes(driver)) return;
  throw clientException(`${driver} is not a valid log driver. Must be one of [${drivers.join(",")}]`);
}
