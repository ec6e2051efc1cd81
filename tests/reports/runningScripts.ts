import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { BugName } from "../../targets/embedded/bugs.ts";
import { startSimulator } from "../../targets/embedded/server.ts";

/** Can scripts of a report be run here? */
export const hasCurlAndJq = ["curl", "jq"].every((program) => {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});

/** A stand-in for the AWS CLI: it sends a call, and prints the reply, or the error as the AWS CLI prints it. */
const aws = `#!${process.execPath}
const words = process.argv.slice(2);
const after = (option) => words[words.indexOf(option) + 1];
const name = words[words.indexOf("ecs") + 1];
const operation = name.split("-").map((word) => word[0].toUpperCase() + word.slice(1)).join("");
const options = words.slice(words.indexOf(name) + 1);
const body = options[0] === "--cli-input-json" ? options[1]
  : JSON.stringify(Object.fromEntries(options.flatMap((option, index) => option.startsWith("--")
    ? [[option.slice(2).replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase()), options[index + 1]]] : [])));
fetch(after("--endpoint-url"), { method: "POST", body, headers: { "content-type": "application/x-amz-json-1.1",
  "x-amz-target": "AmazonEC2ContainerServiceV20141113." + operation,
  authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecs/aws4_request, SignedHeaders=host, Signature=0" } })
  .then(async (response) => {
    const text = await response.text();
    if (response.ok) return console.log(text);
    console.error("An error occurred (" + JSON.parse(text).__type.split("#").pop() + ") when calling the " + operation + " operation");
    process.exitCode = 254;
  });
`;

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs bash scripts against a simulator of their own, with a bug switched on. */
export async function scriptRunner(bug?: BugName): Promise<(script: string) => Promise<Ran>> {
  const simulator = await startSimulator({ port: 0, speed: 1000, jitter: false, seed: 1, bug, traffic: false });
  const bin = mkdtempSync(join(tmpdir(), "kecs-fuzz-scripts-"));
  onTestFinished(async () => {
    await simulator.close();
    rmSync(bin, { recursive: true });
  });
  mkdirSync(bin, { recursive: true });
  for (const [name, source] of [
    ["aws", aws],
    ["sleep", "#!/bin/sh\n"],
  ] as const) {
    writeFileSync(join(bin, name), source);
    chmodSync(join(bin, name), 0o755);
  }
  const env = { PATH: `${bin}:${process.env.PATH}`, ENDPOINT: simulator.url, TMPDIR: bin };
  return (script) =>
    new Promise((resolve) => {
      const child = execFile("bash", [], { env, timeout: 60_000, maxBuffer: 2 ** 28 }, (error, out, err) => {
        resolve({ status: error === null ? 0 : Number(error.code), out, err });
      });
      child.stdin?.end(script);
    });
}
