import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Plan } from "../../commands/language/plan.ts";
import { readSavedPlan } from "../../properties/plans/savedPlan.ts";
import { awsCliScript } from "../../reports/reproduction/awsCli.ts";
import { curlScript } from "../../reports/reproduction/curl.ts";
import { replayOfPastedPlan } from "../../reports/reproduction/pastedPlan.ts";
import { typescriptProgram } from "../../reports/reproduction/typescript.ts";
import { hasCurlAndJq, scriptRunner } from "./runningScripts.ts";
import { plan as sample } from "./sample.ts";

const plan: Plan = [
  ...sample,
  {
    operation: "StopTask",
    input: {
      cluster: { ref: [0, "cluster.clusterArn"], as: "otherRegion" },
      task: { ref: [1, "tasks.0.taskArn"], as: "otherAccount" },
    },
  },
];

const answers = [
  { cluster: { clusterArn: "arn:aws:ecs:r:1:cluster/c1" } },
  { tasks: [{ taskArn: "arn:aws:ecs:r:1:task/c1/ab" }] },
  {},
  {},
];
const sent = [
  ["create-cluster", { clusterName: "it's `c1` $HOME" }],
  [
    "run-task",
    {
      cluster: "arn:aws:ecs:r:1:cluster/c1",
      taskDefinition: "arn:aws:ecs:us-east-1:000000000000:task-definition/f",
      networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-0a1b2c3d"] } },
    },
  ],
  ["stop-task", { cluster: "c1", task: "arn:aws:ecs:r:1:task/ab" }],
  ["stop-task", { cluster: "arn:aws:ecs:eu-north-9:1:cluster/c1", task: "arn:aws:ecs:r:000000000001:task/c1/ab" }],
];

/** Replaces a program on the PATH: a script of Node. */
function program(file: string, source: string): void {
  writeFileSync(file, `#!${process.execPath}\n${source}`);
  chmodSync(file, 0o755);
}

test("the AWS CLI script sends the calls of the plan", () => {
  const bin = mkdtempSync(join(tmpdir(), "kecs-fuzz-cli-"));
  try {
    program(
      join(bin, "aws"),
      `const fs = require("node:fs"); const file = ${JSON.stringify(join(bin, "sent"))};
       const done = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\\n").length : 0;
       const at = process.argv.indexOf("ecs");
       fs.appendFileSync(file, JSON.stringify([process.argv[at + 1], JSON.parse(process.argv[at + 3])]) + "\\n");
       console.log(JSON.stringify(${JSON.stringify(answers)}[done]));`,
    );
    program(
      join(bin, "jq"),
      `let value = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
       for (const [, name] of process.argv[3].matchAll(/\\.?(\\w+)\\]?/g)) value = value[name];
       console.log(value);`,
    );
    program(join(bin, "sleep"), "");
    execFileSync("bash", ["-c", awsCliScript(plan)], {
      env: { PATH: `${bin}:${process.env.PATH}`, ENDPOINT: "http://127.0.0.1:1" },
    });
    const lines = execFileSync("cat", [join(bin, "sent")], { encoding: "utf8" });
    expect(
      lines
        .trim()
        .split("\n")
        .map((text) => JSON.parse(text)),
    ).toEqual(sent);
  } finally {
    rmSync(bin, { recursive: true });
  }
});

test("the TypeScript program sends the calls of the plan", async () => {
  const source = stripTypeScriptTypes(typescriptProgram(plan))
    .replace(/^import .*$/m, "")
    .replace("30_000", "0");
  const seen: unknown[] = [];
  class ECSClient {
    async send(command: { input: unknown }): Promise<unknown> {
      seen.push(command.input);
      return answers[seen.length - 1];
    }
  }
  class Command {
    readonly input: unknown;
    constructor(input: unknown) {
      this.input = input;
    }
  }
  const names = ["ECSClient", "CreateClusterCommand", "RunTaskCommand", "StopTaskCommand", "console"];
  const run = new Function(...names, `return (async () => {${source}})()`);
  await run(ECSClient, Command, Command, Command, { log() {} });
  expect(seen).toEqual(sent.map(([, input]) => input));
});

test.skipIf(!hasCurlAndJq)("the curl script sends the calls of the plan, and shows each status", async () => {
  const run = await scriptRunner();
  const { err, out } = await run(
    curlScript([
      { operation: "CreateCluster", input: { clusterName: "c1" } },
      { operation: "DeleteCluster", input: { cluster: { ref: [0, "cluster.clusterArn"], as: "name" } } },
      { operation: "DeleteCluster", input: { cluster: "it's `nobody` $HOME" } },
    ]),
  );
  expect(err.match(/HTTP \d+/g)).toEqual(["HTTP 200", "HTTP 200", "HTTP 400"]);
  expect(out).toContain("INACTIVE");
});

test("a pasted plan can be read as a saved plan", () => {
  const command = replayOfPastedPlan(plan, { signature: "it's/`x`/$HOME" }, ["--target", "kecs"]);
  const [, document = ""] = /<<'END_OF_PLAN'\n(.*)\nEND_OF_PLAN$/s.exec(command) ?? [];
  const file = join(mkdtempSync(join(tmpdir(), "kecs-fuzz-pasted-")), "plan.json");
  writeFileSync(file, execFileSync("bash", ["-c", `cat <<'END_OF_PLAN'\n${document}\nEND_OF_PLAN`]));
  const saved = readSavedPlan(file);
  rmSync(dirname(file), { recursive: true });
  expect(saved).toMatchObject({ target: "kecs", commands: plan });
});
