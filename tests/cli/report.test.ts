import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runProgram } from "../../cli/program.ts";
import type { ReportDocument } from "../../reports/document.ts";
import { divergence, plan, report } from "../reports/sample.ts";
import { type Ended, folder } from "./command.ts";

let [out, err] = ["", ""];
beforeEach(() => {
  [out, err] = ["", ""];
  vi.spyOn(console, "log").mockImplementation((text: unknown) => {
    out += `${text}\n`;
  });
  vi.spyOn(console, "error").mockImplementation((text: unknown) => {
    err += `${text}\n`;
  });
});
afterEach(() => void vi.restoreAllMocks());

async function run(...words: string[]): Promise<Ended> {
  const status = await runProgram(["report", ...words], new AbortController().signal);
  return { status, out, err };
}

/** A folder with a report and its plans. */
function reported(more: Partial<ReportDocument>): string {
  const directory = folder();
  const document = report(more);
  mkdirSync(join(directory, "divergences"));
  writeFileSync(join(directory, "report.json"), JSON.stringify(document));
  for (const { plan: file } of document.divergences)
    writeFileSync(join(directory, file), JSON.stringify({ schema: 1, target: "kecs", commands: plan }));
  return directory;
}

const three = (): string =>
  reported({
    divergences: [
      divergence({ severity: "minor" }),
      divergence({
        severity: "critical",
        sentence: "StopTask fails.",
        signature: "StopTask/x",
        plan: "divergences/2.json",
      }),
      divergence({ severity: "major", signature: "StopTask/y", plan: "divergences/3.json" }),
    ],
  });

test("prints one divergence as an issue", async () => {
  const { status, out } = await run("issue", "2", three(), "--server", "moto 5.2.5");
  expect(status).toBe(0);
  expect(out.split("\n")[0]).toBe("StopTask fails.");
  expect(out).toContain("- server: moto 5.2.5");
});

test("writes an issue for each divergence that is severe enough, the worst first", async () => {
  const into = join(folder(), "issues");
  const { status, out } = await run("issues", three(), "--severity", "major", "--dir", into);
  expect(status).toBe(0);
  expect(readdirSync(into)).toEqual(["2-critical-stoptask-x.md", "3-major-stoptask-y.md"]);
  expect(readFileSync(join(into, "2-critical-stoptask-x.md"), "utf8")).toMatch(/^StopTask fails\.\n/);
  expect(out).toMatch(/2-critical[^\n]*\n[^\n]*3-major[^\n]*\n2 issues of 3 divergences/);
});

test("rates the divergences of a report of an earlier version by their signatures", async () => {
  const into = folder();
  await run("issues", reported({}), "--severity", "major", "--dir", into);
  expect(readdirSync(into)).toEqual(["1-major-stoptask-error-type-clusternotfoundexception-serverexception.md"]);
});

test("writes what works on a server in the form that the file's name says", async () => {
  const into = folder();
  const files = ["card.md", "card.html", "card.json"].map((name) => join(into, "new", name));
  const { status } = await run("scorecard", three(), ...files.flatMap((file) => ["--out", file]));
  expect(status).toBe(0);
  const [markdown, page, json] = files.map((file) => readFileSync(file, "utf8"));
  expect(markdown).toContain("| StopTask | wrong, critical |");
  expect(page).toContain("<!doctype html>");
  expect(JSON.parse(json ?? "")).toMatchObject({ schema: 1, target: "kecs", counts: { wrong: 1 } });
  expect((await run("scorecard", three())).out).toContain("# kecs: what works");
});

test("a scorecard is of one server", async () => {
  const { status, err } = await run("scorecard", three(), reported({ target: "moto" }));
  expect(status).toBe(2);
  expect(err).toMatch(/^kecs-fuzz: [^\n]+ is of kecs, but [^\n]+ of moto: give reports of one server\n$/);
});

test.each([
  [["scorecard", "--out", "card.txt"], ".md, .html or .json"],
  [["scorecard", "--out", "package.json/card.md"], "package.json/card.md"],
  [["issue", "4"], "there is no number 4"],
  [["issue", "0"], "whole number"],
  [["issues"], "--dir"],
  [["issues", "--dir", "package.json/x"], "package.json/x"],
  [["issues", "--dir", ".kecs-fuzz/none", "--severity", "majr"], "did you mean major"],
])("%j is one line on stderr, and status 2", async ([verb, ...words], complaint) => {
  const before = verb === "issue" ? [...words, three()] : [three(), ...words];
  const { status, out, err } = await run(verb as string, ...before);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toMatch(/^kecs-fuzz: [^\n]+\n$/);
  expect(err).toContain(complaint);
});
