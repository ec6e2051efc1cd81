import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const root = join(import.meta.dirname, "..");

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), z.object({ "timeout-minutes": z.number(), steps: z.array(step) })),
});

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
const ci = readFileSync(join(root, ".ci/run"), "utf8");

describe.each(globSync(".github/workflows/*.yml", { cwd: root }))("%s", (file) => {
  const { permissions, jobs } = workflow.parse(parse(readFileSync(join(root, file), "utf8")));
  const steps = Object.values(jobs).flatMap(({ steps }) => steps);

  test("have only the permission to read", () => expect(permissions).toEqual({ contents: "read" }));

  test("each job ends within half an hour", () => {
    for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeLessThanOrEqual(30);
  });

  test("actions are pinned to a commit, and none keeps a credential", () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    for (const { uses, with: options } of steps)
      if (uses?.startsWith("actions/checkout@")) expect(options).toMatchObject({ "persist-credentials": false });
  });

  test("each command is one that .ci/run plays too", () => {
    for (const { run } of steps) {
      if (run === undefined || run === "bash .ci/run") continue;
      const script = /^npm run ([\w-]+)/.exec(run)?.[1];
      if (script !== undefined) {
        expect(Object.keys(scripts)).toContain(script);
        expect(ci).toMatch(new RegExp(`npm run (?:--silent )?${script}\\b`));
      } else
        expect(ci).toContain(run.startsWith('"$KECS_FUZZ_VENV/bin/python"') ? "-m pip install" : run.split('"')[0]);
      for (const [flag] of run.matchAll(/--[a-z][a-z-]+/g)) expect(flagsKnown).toContain(flag);
    }
  });
});

const actionlint = process.env.ACTIONLINT ?? "actionlint";
const hasActionlint = spawnSync(actionlint, ["--version"]).status === 0;

/** Needs actionlint on the PATH, or at the path in ACTIONLINT. */
test.skipIf(!hasActionlint)("actionlint has nothing to say", () => {
  const { status, stdout } = spawnSync(actionlint, [], { cwd: root, encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

/** The subcommands that workflows call, and those of pip. */
const flagsKnown = new Set([
  ...globSync("cli/*.ts", { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag),
  ),
  "--quiet",
]);
