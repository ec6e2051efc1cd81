import { join } from "node:path";
import type { ClientOptions } from "./client.ts";

/** Whom a program that is built on an AWS SDK shall speak to, and as whom. */
export type AwsAccess = Pick<ClientOptions, "endpoint" | "region" | "credentials">;

/**
 * The environment of a program built on an AWS SDK: one address for every service, and nothing of the machine's own
 * settings, which could lead it to a real account.
 *
 * @param folder of files it would read its settings from; they need not be there
 */
export const awsEnvironment = ({ endpoint, region, credentials }: AwsAccess, folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: folder,
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_CONFIG_FILE: join(folder, "config"),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_PAGER: "",
});
