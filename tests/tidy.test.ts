import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { operations } from "../model/registry.ts";

/** Checks for properties of the code that no other tool checks: the idea and the name are TigerBeetle's. */
const root = join(import.meta.dirname, "..");

const folders = [
  "model",
  "commands",
  "checker",
  "clients",
  "targets",
  "properties",
  "scenarios",
  "reports",
  "cli",
] as const;

const rooms = [...folders, "bench", "tools", "tests"];

const files = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${room}/${path}`),
);

const complaints = (complain: (path: string) => string | undefined): string[] =>
  files.flatMap((path) => complain(path) ?? []);

/** A longer file contains more than one idea. */
const mostLines = 320;

/** Data in the form of code: its length does not matter. */
const data = new Set(["model/language/rules.ts", "tests/targets/embedded/bugPlans.ts"]);

test("files are short", () => {
  const long = complaints((path) => {
    const lines = readFileSync(join(root, path), "utf8").split("\n").length - 1;
    return lines <= mostLines || data.has(path)
      ? undefined
      : `${path}:${lines}: error: a file has at most ${mostLines} lines, split it by idea`;
  });
  expect(long).toEqual([]);
});

/**
 * Words that this project used in a private sense, or that are not plain technical English. The vocabulary of
 * docs/architecture.md has a word for each.
 */
const privateWords: Readonly<Record<string, string>> = {
  "told|telling apart": "reported",
  "besides?": "in addition to",
  "but for": "except for",
  sought: "searched for",
  makings: "precondition",
  "strangers?": "another client",
  unborn: "not created yet",
  "heirs?": "successor",
  "dreamt|dreamed": "simulated in the model",
  "foretells?": "expect",
  "com(?:e|es|ing) to rest|came to rest": "be at rest",
  "stands? still": "is stopped, does not advance",
  "law book": "table of rules",
  "ghosts?": "resource that should not exist",
  "went away|goes away|gone away": "became unavailable",
  "c[ao]mes? back|came back": "be returned, be reproduced",
  "nobody|somebody": "no run, no call, another user",
  whoever: "the caller, the process",
  anew: "again",
  "in vain": "without success",
  "says? so|said so": "state, report",
  "not wholly": "partly",
  "held against|hold against|holds against": "compare with, judge by",
};

/** Text in code style is quoted: names of bugs and files, texts of ECS. */
const quoted = /```[\s\S]*?```|`[^`]*`|"[^"\n]*"|\]\([^)]*\)/g;

/** The complaints about private words in a page, or in the comments of a TypeScript file. */
function privateWordsIn(path: string, text: string): string[] {
  const comments = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g;
  const prose = path.endsWith(".ts") ? [...text.matchAll(comments)].map(([comment]) => comment).join("\n") : text;
  const words = prose.replaceAll(quoted, " ").replaceAll(/\n[ \t]*(?:\*(?!\*)|\/\/|>)?[ \t]*/g, " ");
  return Object.entries(privateWords).flatMap(([word, plain]) =>
    [...words.matchAll(new RegExp(`\\b(?:${word})\\b`, "gi"))].map(
      ([found]) => `${path}: error: "${found}" is not plain technical English here, write for example: ${plain}`,
    ),
  );
}

test("pages and comments use plain technical English", () => {
  const pages = ["", ".github", "deploy", "docs", "fixtures", "targets"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: folder !== "", encoding: "utf8" })
      .filter((path) => path.endsWith(".md"))
      .map((path) => join(folder, path)),
  );
  expect(pages.length).toBeGreaterThan(20);
  const words = [...pages, ...files.filter((path) => path !== "tests/tidy.test.ts")];
  expect(words.flatMap((path) => privateWordsIn(path, readFileSync(join(root, path), "utf8")))).toEqual([]);
});

test("the check for private words reads comments and pages, but neither code nor quotations", () => {
  expect(privateWordsIn("a.ts", 'const told = "beside"; // A state, but\n// for one.\n')).toHaveLength(1);
  expect(privateWordsIn("a.ts", "/**\n * The clock comes to\n * rest, and nobody\n * waits.\n */")).toHaveLength(2);
  expect(privateWordsIn("a.md", "The list shows it beside\nthe cluster.")).toEqual([
    'a.md: error: "beside" is not plain technical English here, write for example: in addition to',
  ]);
  expect(privateWordsIn("a.md", 'Bug `throttling-not-told`: ECS replies "came back".')).toEqual([]);
});

test("folders and files are named after what they contain", () => {
  const vague = complaints((path) => {
    const [word] = /(?<=^|\/)(utils?|helpers?|common|misc|lib|src|index)(?=[/.])/i.exec(path) ?? [];
    return word && `${path}:1: error: a name like ${word} says nothing, name what it holds`;
  });
  expect(vague).toEqual([]);
});

test("a file of an operation is named exactly like it, every other one begins in lower case", () => {
  const names = new Set(Object.keys(operations));
  const misnamed = complaints((path) => {
    const name = path.slice(path.lastIndexOf("/") + 1, -".ts".length).split(".")[0] ?? "";
    return /^[a-z]/.test(name) || names.has(name) || names.has(name.replace(/Settings$/, ""))
      ? undefined
      : `${path}:1: error: ${name} is no operation of the model, begin in lower case`;
  });
  expect(misnamed).toEqual([]);
});

test("every folder is known here, and nobody creates another src", () => {
  const present = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith("."),
  );
  const known = new Set<string>([...rooms, "bin", "deploy", "docs", "dist", "fixtures", "node_modules"]);
  expect(present.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

test("the lock file holds every package for every platform, so that npm ci agrees with it", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter(
        (name) => !packages[`${path}/node_modules/${name}`]?.version && !packages[`node_modules/${name}`]?.version,
      )
      .map(
        (name) => `package-lock.json:1: error: ${path} wants ${name}, which the registry lacked when the lock was made`,
      ),
  );
  expect(missing).toEqual([]);
});

/** Who may import whom; everything else must be an error of the linter. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  commands: ["model"],
  checker: [],
  clients: ["model"],
  targets: ["clients", "model"],
  "targets/embedded": [],
  properties: ["model", "commands", "checker", "clients", "targets"],
  scenarios: ["model", "commands", "checker", "clients", "targets", "properties"],
  reports: ["model", "commands", "properties", "targets", "scenarios"],
  cli: ["model", "commands", "checker", "clients", "targets", "properties", "scenarios", "reports"],
  tools: [...folders, "bench"],
};

/** The subfolders of a folder, the lowest first: each may import only from those before it. */
const floors: Readonly<Record<string, readonly string[]>> = {
  model: ["language", "resources", "placement", "services", "clusters", "time"],
  commands: ["language", "pools", "plans"],
  properties: [
    "looks",
    "measures",
    "judge",
    "plans",
    "deviations",
    "run",
    "traces",
    "laws",
    "workers",
    "triage",
    "campaign",
  ],
};

const scratch = mkdtempSync(join(tmpdir(), "kecs-fuzz-tidy-"));
afterAll(() => rmSync(scratch, { recursive: true }));

test("the linter permits imports in one direction only", async () => {
  const wanted = new Set<string>();
  const put = (path: string, imported: string, allowed: boolean) => {
    mkdirSync(join(scratch, dirname(path)), { recursive: true });
    writeFileSync(join(scratch, path), `import "${relative(dirname(path), imported)}";\n`);
    if (!allowed) wanted.add(path);
  };
  for (const [from, allowed] of Object.entries(mayImport))
    for (const to of [...folders, "bench", "tools", "tests"])
      if (from.split("/")[0] !== to) put(`${from}/deep/to-${to}.ts`, `${to}/some.ts`, allowed.includes(to));
  for (const [folder, order] of Object.entries(floors))
    for (const [index, from] of order.entries())
      for (const to of order.filter((floor) => floor !== from))
        put(`${folder}/${from}/to-${to}.ts`, `${folder}/${to}/some.ts`, order.indexOf(to) < index);
  put("checker/expects.ts", "model/language/expectation.ts", true);
  put("reports/signs.ts", "checker/signature.ts", true);
  for (const name of ["biome.json", ".gitignore"]) cpSync(join(root, name), join(scratch, name));
  expect(await restricted(scratch)).toEqual([...wanted].sort());
});

test("every subfolder of model, commands and properties has its place in the order", () => {
  for (const [folder, order] of Object.entries(floors)) {
    const present = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(present.map(({ name }) => name).sort()).toEqual([...order].sort());
  }
});

/** The operations of the API, one file each, and their registry. */
const ofOperations = new Set(["model", "commands", "targets/embedded/operations"]);

const mostFiles = 22;

test("a folder holds few enough files to be read", () => {
  const counts = new Map<string, number>();
  for (const path of files.filter((file) => !file.startsWith("tests/")))
    counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  const crowded = [...counts]
    .filter(([folder, count]) => count > mostFiles && !ofOperations.has(folder))
    .map(([folder, count]) => `${folder}: error: it has ${count} files, group them in folders of at most ${mostFiles}`);
  expect(crowded).toEqual([]);
});

/** The objects of the simulator refer to each other, by type only. */
const mayCircle = (path: string): boolean => path.startsWith("targets/embedded/");

/** The repository files that a file imports, with or without imports of types only. */
function importsOf(path: string, types: boolean): string[] {
  const text = readFileSync(join(root, path), "utf8");
  return [...text.matchAll(/^(?:import|export) (type )?[^"]*?from "(\.[^"]+\.ts)"/gm)]
    .filter(([, type]) => types || type === undefined)
    .map(([, , from = ""]) => join(dirname(path), from));
}

/** For each circle, the files of it, one after the other. */
function circles(types: boolean): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push([...trail.slice(at), path].join(" -> "));
    if (at >= 0 || done.has(path)) return;
    for (const next of importsOf(path, types)) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of files) visit(path, []);
  return found;
}

test("no file imports itself through others", () => {
  expect(circles(false)).toEqual([]);
  expect(circles(true).filter((circle) => !circle.split(" -> ").every(mayCircle))).toEqual([]);
});

test("the model and what judges by it use no test library, and read no files", async () => {
  const bare = mkdtempSync(join(tmpdir(), "kecs-fuzz-tidy-"));
  try {
    for (const [path, imported] of [
      ["model/a.ts", "fast-check"],
      ["model/b.ts", "node:fs"],
      ["checker/c.ts", "fast-check"],
      ["targets/embedded/d.ts", "immer"],
    ] as const) {
      mkdirSync(join(bare, dirname(path)), { recursive: true });
      writeFileSync(join(bare, path), `import "${imported}";\n`);
    }
    for (const name of ["biome.json", ".gitignore"]) cpSync(join(root, name), join(bare, name));
    expect(await restricted(bare)).toEqual(["checker/c.ts", "model/a.ts", "model/b.ts", "targets/embedded/d.ts"]);
  } finally {
    rmSync(bare, { recursive: true });
  }
});

/** The files whose imports the linter rejects. */
async function restricted(directory: string): Promise<string[]> {
  const biome = join(root, "node_modules/.bin/biome");
  const args = ["lint", "--reporter=json", "--max-diagnostics=none", "--only=style/noRestrictedImports", "."];
  const { promise, resolve } = Promise.withResolvers<string>();
  execFile(biome, args, { cwd: directory, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout));
  const { diagnostics } = JSON.parse(await promise) as { diagnostics: { location: { path: string } }[] };
  return [...new Set(diagnostics.map(({ location }) => location.path))].sort();
}
