import { readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { runProgram } from "../../cli/program.ts";
import { freePort } from "../../targets/emulator.ts";
import { jsonServer } from "../targets/json-server.ts";
import { type Ended, folder } from "./command.ts";

const said = { out: "", err: "" };

const listen = (to: keyof typeof said, end: string) => (text: unknown) => {
  said[to] += `${text}${end}`;
  return true;
};

beforeEach(() => {
  Object.assign(said, { out: "", err: "" });
  vi.spyOn(console, "log").mockImplementation(listen("out", "\n"));
  vi.spyOn(console, "error").mockImplementation(listen("err", "\n"));
  vi.spyOn(process.stdout, "write").mockImplementation(listen("out", ""));
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** In this process: a usage error is found before a server is contacted. */
async function run(...words: string[]): Promise<Ended> {
  const status = await runProgram(words, new AbortController().signal);
  return { status, ...said };
}

/** Every usage error is one line on stderr, and nothing on stdout. */
describe("a usage error ends with status 2", () => {
  test.each([
    ["", "a subcommand is missing"],
    ["fuz", "fuzz"],
    ["report", "a subcommand is missing"],
    ["scenarios --phase 9", "whole number"],
    ["scenarios --phase 7 --allow-remote", "may only go to this machine"],
    ["scenarios --target embeded", "did you mean embedded"],
    ["scenarios --bug stopped-tasks-vanish --target moto", "--target"],
    ["scenarios --report package.json/x", "--report"],
    ["fuzz --rusn 3", "--runs"],
    ["fuzz --runs many", "whole number"],
    ["fuzz --runs 0", "whole number"],
    ["fuzz --runs 1.5", "whole number"],
    ["fuzz --seed -1", "whole number"],
    ["fuzz --max-commands 0", "whole number"],
    ["fuzz --workers none", "whole number"],
    ["fuzz --time soon", "60s"],
    ["fuzz --shard 1/2", "--seed"],
    ["fuzz --shard 3/2 --seed 1", "1/4"],
    ["fuzz --target embeded", "did you mean embedded"],
    ["fuzz --target http://10.1.2.3:80", "--allow-remote"],
    ["fuzz --fail-on mayor", "did you mean major"],
    ["fuzz --fail-on none", "there are critical, major, minor"],
    ["fuzz --profile service", "did you mean services"],
    ["fuzz --properties sequentiell", "did you mean sequential"],
    ["fuzz --operations CreateCluster,RunTaks", "did you mean RunTask"],
    ["fuzz --consistency never", "strict or eventual"],
    ["fuzz --bug stopped-task-vanish", "did you mean stopped-tasks-vanish"],
    ["fuzz --bug stopped-tasks-vanish --target moto", "--target"],
    ["fuzz --speed fast", "manual"],
    ["fuzz --report package.json/x", "--report"],
    ["fuzz --json package.json/x", "--json"],
    ["fuzz --replay no-such-plan.json", "no such file"],
    ["fuzz --replay package.json", "not a saved plan"],
    ["fuzz --shrink", "--replay"],
    ["fuzz --repeat 3", "--replay"],
    ["fuzz --check-deviations --accept 1", "give one of them"],
    ["fuzz --ledger-width --accept 1", "give one of them"],
    ["fuzz --check-deviations --no-deviations", "--no-deviations"],
    ["fuzz --replay some.json --check-deviations", "give one of them"],
    ["fuzz --accept 0", "whole number"],
    ["fuzz --accept 1 --report no-such-folder", "contains no report.json"],
    ["fuzz now", "too many arguments"],
    ["bugs stopped-task-vanish", "did you mean stopped-tasks-vanish"],
    ["serve --port 70000", "65535"],
    ["serve --bug nobody-knows-this", "no bug"],
    ["report merge", "--report"],
    ["report merge no-such-folder --report .kecs-fuzz/none", "report.json"],
  ])("%s", async (words, complaint) => {
    const { status, out, err } = await run(...words.split(" ").filter((word) => word !== ""));
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(/^kecs-fuzz: [^\n]+\n$/);
    expect(err).toContain(complaint);
  });

  test("a port in use", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { status, err } = await run("serve", "--port", String(port));
    expect(status).toBe(2);
    expect(err).toMatch(/^kecs-fuzz: port \d+ is in use[^\n]+\n$/);
  });

  test("a file that is not a report", async () => {
    const directory = folder();
    writeFileSync(join(directory, "report.json"), '{"schema": 1}');
    const { status, err } = await run("report", "merge", directory, "--report", join(directory, "all"));
    expect(status).toBe(2);
    expect(err).toMatch(/^kecs-fuzz: [^\n]*report.json is not a report[^\n]+\n$/);
  });
});

describe("a server that is unavailable, or is not an ECS, ends with status 3", () => {
  test("nothing listens, and no process is left over", async () => {
    const directory = folder();
    const paths = ["--report", join(directory, "a/b"), "--json", join(directory, "c/d.json")];
    const { status, out, err } = await run("fuzz", "--target", `http://127.0.0.1:${await freePort()}`, ...paths);
    expect(readdirSync(directory)).toEqual([]);
    expect({ status, out }).toEqual({ status: 3, out: "" });
    expect(err).toMatch(/^kecs-fuzz: [^\n]*cannot be reached[^\n]*\n$/);
  });

  test("a web server", async () => {
    const url = await jsonServer(() => ({ status: 200, type: "text/html", body: "<h1>hello</h1>" }));
    const { status, err } = await run("fuzz", "--target", url);
    expect(status).toBe(3);
    expect(err).toMatch(/^kecs-fuzz: [^\n]*does not implement ECS[^\n]*\n$/);
  });
});

test("help and version are not errors", async () => {
  expect(await run("fuzz", "--help")).toMatchObject({ status: 0, out: expect.stringContaining("--replay"), err: "" });
  said.out = "";
  expect(await run("--version")).toEqual({ status: 0, out: "0.1.0\n", err: "" });
});

test.each(["fuzz", "serve"])("%s --bug list prints the names and nothing else", async (verb) => {
  const { status, out, err } = await run(verb, "--bug", "list");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toMatch(/^([a-z0-9-]+\n){36,}$/);
});
