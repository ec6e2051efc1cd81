import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { cliCommand } from "../model/operation.ts";
import { parseJson } from "./answered.ts";
import type { Client, ClientOptions, Exchange } from "./client.ts";

/** Times as ECS sends them; the machine's own settings are not read. */
const config = "[default]\ncli_timestamp_format = wire\n";

/**
 * Speaks through the AWS CLI, a process for each call. It shows no HTTP: what it prints counts as a 200, and the error
 * it tells of as a 400, which is what ECS refuses with (row P3).
 */
export function awsCliClient(executable: string, options: ClientOptions): Client {
  const folder = mkdtempSync(join(tmpdir(), "kecs-fuzz-aws-"));
  const configFile = join(folder, "config");
  writeFileSync(configFile, config);
  const env = {
    PATH: process.env.PATH,
    AWS_ACCESS_KEY_ID: options.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: options.credentials.secretAccessKey,
    AWS_DEFAULT_REGION: options.region,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
  };
  return {
    call(operation, input) {
      const began = performance.now();
      const args = [
        "ecs",
        cliCommand(operation),
        "--endpoint-url",
        options.endpoint,
        "--output",
        "json",
        "--no-paginate",
      ];
      const { promise, resolve } = Promise.withResolvers<Exchange>();
      execFile(
        executable,
        [...args, "--cli-input-json", JSON.stringify(input)],
        { env, timeout: options.timeoutMilliseconds, maxBuffer: 1 << 26 },
        (error, out, err) => resolve(exchangeOf(error === null, out, err, performance.now() - began)),
      );
      return promise;
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function exchangeOf(fine: boolean, out: string, err: string, milliseconds: number): Exchange {
  const answer = (status: number, text: string): Exchange => ({
    kind: "answered",
    status,
    text,
    json: parseJson(text),
    contentType: "application/x-amz-json-1.1",
    milliseconds,
  });
  // An answer without members is printed as nothing at all.
  if (fine) return answer(200, out.trim() === "" ? "{}" : out);
  const [, type, message = ""] =
    /An error occurred \((\w+)\) when calling the \w+ operation[^:]*: (.*)/s.exec(err) ?? [];
  if (type !== undefined) return answer(400, JSON.stringify({ __type: type, message: message.trim() }));
  const cause = /Could not connect|Parameter validation failed/.test(err) ? "refused" : "reset";
  return { kind: "unanswered", cause, detail: err.trim() || "the AWS CLI said nothing", milliseconds };
}
