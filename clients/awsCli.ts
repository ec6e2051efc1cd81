import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { cliCommand } from "../model/language/operation.ts";
import { parseJson } from "./answered.ts";
import { awsEnvironment } from "./awsEnvironment.ts";
import type { Client, ClientOptions, Exchange } from "./client.ts";
import { runProgram } from "./program.ts";

/** Timestamps in the form in which ECS sends them; the CLI does not read the machine's own settings. */
const config = "[default]\ncli_timestamp_format = wire\n";

/**
 * Calls the AWS CLI, one process for each call. The CLI shows no HTTP: its output counts as a 200, and an error that it
 * reports as a 400, the status of an ECS refusal (row P3).
 */
export function awsCliClient(executable: string, options: ClientOptions): Client {
  const folder = mkdtempSync(join(tmpdir(), "kecs-fuzz-aws-"));
  writeFileSync(join(folder, "config"), config);
  const env = { ...awsEnvironment(options, folder), AWS_MAX_ATTEMPTS: "1" };
  return {
    async call(operation, input) {
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
      const { timeoutMilliseconds } = options;
      const all = [...args, "--cli-input-json", JSON.stringify(input)];
      const { status, stdout, stderr } = await runProgram(executable, all, { env, timeoutMilliseconds });
      return exchangeOf(status === 0, stdout, stderr, performance.now() - began);
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
  // The CLI prints nothing for a reply without members.
  if (fine) return answer(200, out.trim() === "" ? "{}" : out);
  const [, type, message = ""] =
    /An error occurred \((\w+)\) when calling the \w+ operation[^:]*: (.*)/s.exec(err) ?? [];
  if (type !== undefined) return answer(400, JSON.stringify({ __type: type, message: message.trim() }));
  const cause = /Could not connect|Parameter validation failed/.test(err) ? "refused" : "reset";
  return { kind: "unanswered", cause, detail: err.trim() || "the AWS CLI said nothing", milliseconds };
}
