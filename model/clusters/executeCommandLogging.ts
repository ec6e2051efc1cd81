import type * as ecs from "@aws-sdk/client-ecs";
import { faultIf } from "../language/anyFaultOf.ts";

/** The faults of where commands are logged (rows CL23, CL24). */
export function badLogging(configuration: ecs.ClusterConfiguration | undefined) {
  const given = configuration?.executeCommandConfiguration;
  if (given === undefined) return undefined;
  const { cloudWatchLogGroupName, s3BucketName } = given.logConfiguration ?? {};
  const isNamed = Boolean(cloudWatchLogGroupName) || Boolean(s3BucketName);
  return given.logging === "OVERRIDE" ? faultIf(!isNamed, "CL24") : faultIf(isNamed, "CL23");
}
