import { join } from "node:path";
import type { ClientOptions } from "./client.ts";

/** The server and the identity that a program built on an AWS SDK must use. */
export type AwsAccess = Pick<ClientOptions, "endpoint" | "region" | "credentials">;

/** What a program built on an AWS SDK needs to be run. */
export interface AwsProgramOptions {
  readonly executable: string;
  readonly access: AwsAccess;
  /** A folder of its own, which it uses as its home directory. */
  readonly folder: string;
  /** The time limit of one command. */
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The environment of a program built on an AWS SDK: one address for every service, and none of the machine's own
 * settings, which could lead it to a real account.
 *
 * @param folder of the files from which it would read its settings; they need not exist
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

/** The same, with requests for any other address sent to this one, which refuses them: nothing leaves this machine. */
export const confinedEnvironment = (access: AwsAccess, folder: string): NodeJS.ProcessEnv => ({
  ...awsEnvironment(access, folder),
  HTTPS_PROXY: access.endpoint,
});
