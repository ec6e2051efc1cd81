import type { ClusterConfiguration } from "@aws-sdk/client-ecs";
import { invalidParameter } from "../errors.ts";
import type { Wire } from "../wire.ts";

/** CL23, CL24. */
export function requireCommandLogging(configuration: Wire<ClusterConfiguration> | undefined): void {
  const { logging, logConfiguration } = configuration?.executeCommandConfiguration ?? {};
  const isNamed = Boolean(logConfiguration?.cloudWatchLogGroupName) || Boolean(logConfiguration?.s3BucketName);
  if (isNamed && logging !== "OVERRIDE")
    throw invalidParameter("You must set logging to 'OVERRIDE' when you supply a log configuration.");
  if (!isNamed && logging === "OVERRIDE")
    throw invalidParameter(
      "A CloudWatch log group name or S3 bucket name must be specified when overriding the default log configuration.",
    );
}
