import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

const pages = globSync(["*.md", "docs/*.md", ".github/**/*.md"], { cwd: root });

/** The anchors that a page sets itself, and those that GitHub generates from headings. */
function anchors(text: string): string[] {
  const own = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return [...own, ...headings];
}

/** The pages that a text names, in links, in code or in words, with their anchors; not those of other sites. */
const namedPages = (text: string): string[] =>
  [...text.matchAll(/(?<![\w./:-])(?:[\w.-]+\/)*[\w.-]+\.md(?:#[\w-]+)?/g)].map(([name]) => name);

/**
 * The reason why the name of a page in a file is wrong; it may be relative to the root, to docs/, or to the file's
 * folder.
 */
function complaintAbout(name: string, file: string): string | undefined {
  const [path = "", anchor] = name.split("#");
  const page = ["", "docs", dirname(file)].map((folder) => join(root, folder, path)).find((each) => existsSync(each));
  if (page === undefined) return `${file} names ${path}, which is not in the repository`;
  if (anchor === undefined || anchors(readFileSync(page, "utf8")).includes(anchor)) return undefined;
  return `${file} names ${name}, and ${path} has no such section`;
}

const comments = (source: string): string =>
  [...source.matchAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g)].map(([comment]) => comment).join("\n");

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  test("its links resolve", () => {
    for (const [, link = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [path = "", anchor] = link.split("#");
      const file = path === "" ? join(root, page) : join(root, dirname(page), path);
      expect(existsSync(file), `${page} → ${link}`).toBe(true);
      if (anchor !== undefined) expect(anchors(readFileSync(file, "utf8")), `${page} → ${link}`).toContain(anchor);
    }
  });

  test("the pages it names exist", () => {
    expect(namedPages(text).flatMap((name) => complaintAbout(name, page) ?? [])).toEqual([]);
  });

  test("its commands are scripts of the package", () => {
    for (const [, script = ""] of text.matchAll(/\bnpm run ([a-z][\w-]*)/g))
      expect(Object.keys(scripts), `${page}: npm run ${script}`).toContain(script);
  });
});

test("the pages that comments name exist", () => {
  const sources = globSync("**/*.{ts,js}", {
    cwd: root,
    exclude: ["node_modules", "dist", ".kecs-fuzz", "tests/docs/links.test.ts"],
  });
  expect(sources.length).toBeGreaterThan(500);
  const complaints = sources.flatMap((file) =>
    namedPages(comments(readFileSync(join(root, file), "utf8"))).flatMap((name) => complaintAbout(name, file) ?? []),
  );
  expect(complaints).toEqual([]);
});

test("an absent page, or an absent section of a page, is reported", () => {
  expect(
    namedPages("as `no-such-page.md` and docs/architecture.md#the-oracle say; https://example.org/x/README.md"),
  ).toEqual(["no-such-page.md", "docs/architecture.md#the-oracle"]);
  expect(complaintAbout("no-such-page.md", "model/state.ts")).toContain("which is not in the repository");
  expect(complaintAbout("architecture.md#the-oracle", "model/state.ts")).toBeUndefined();
  expect(complaintAbout("architecture.md#no-such-section", "model/state.ts")).toContain("has no such section");
  expect(comments('const url = "https://x.md"; // see x.md\n/** and y.md */')).toBe("// see x.md\n/** and y.md */");
});
