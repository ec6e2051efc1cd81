import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

/** As GitHub makes them of headings. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

describe.each(globSync(["*.md", "docs/*.md"], { cwd: root }))("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  test("its links lead somewhere", () => {
    for (const [, link = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      const [path = "", anchor] = link.split("#");
      const file = path === "" ? join(root, page) : join(root, dirname(page), path);
      expect(existsSync(file), `${page} → ${link}`).toBe(true);
      if (anchor !== undefined) expect(anchors(readFileSync(file, "utf8")), `${page} → ${link}`).toContain(anchor);
    }
  });

  test("its commands are scripts of the package", () => {
    for (const [, script = ""] of text.matchAll(/\bnpm run ([a-z][\w-]*)/g))
      expect(Object.keys(scripts), `${page}: npm run ${script}`).toContain(script);
  });
});
