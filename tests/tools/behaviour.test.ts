import { expect, test } from "vitest";
import { rules } from "../../model/language/rules.ts";
import { anchorOf, behaviourRows, book, elsewhere } from "../../tools/behaviour.ts";

const rows = behaviourRows();

test("a row has words, a source and a confidence", () => {
  expect(rows.size).toBeGreaterThan(380);
  expect(rows.get("TD31")).toEqual({
    says: expect.stringContaining('unknown → ClientException `"TaskDefinition not found."`'),
    source: "[Cloud-CV/EvalAI#2419], [DefangLabs/defang#775], [aws/aws-cdk#33195]",
    confidence: "H",
  });
  for (const [id, { says, source, confidence }] of rows) {
    expect(says, id).not.toBe("");
    expect(source, id).not.toBe("");
    expect(confidence, id).toMatch(/^(–|[HML]( \([^)]+\))?(( \/ | )[HML]( \([^)]+\))?)*)$/);
  }
});

test("every rule of the model is in docs/ecs-behaviour.md", () => {
  const ids = Object.keys(rules);
  expect(ids.filter((id) => anchorOf(id, rows) === undefined)).toEqual([]);
  expect(anchorOf("TD31b", rows)).toBe("TD31");
  expect(anchorOf("TS3d", rows)).toBe("TS3d");
  expect(anchorOf("ZZ1", rows)).toBeUndefined();
  // A rule that is listed as elsewhere is not a row, is a rule, and has an anchor on the page.
  for (const [id, anchor] of Object.entries(elsewhere)) {
    expect(rows.has(id) || rows.has(id.replace(/[a-z]$/, "")), id).toBe(false);
    expect(ids).toContain(id);
    expect(book).toContain(`<a id="${anchor}">`);
  }
});

test("a source that is a thread has a link", () => {
  const defined = new Map([...book.matchAll(/^\[(\S+)\]: (\S+)$/gm)].map(([, label = "", url = ""]) => [label, url]));
  const used = new Set([...book.matchAll(/\[([\w.-]+\/[\w.-]+#\d+)\](?!:)/g)].map(([, label = ""]) => label));
  expect([...used].sort()).toEqual([...defined.keys()].sort());
  for (const [label, url] of defined) expect(url).toBe(`https://github.com/${label.replace("#", "/issues/")}`);
  // No thread is named without a link, and no private numbering of others is left.
  expect(book.match(/\bI:\S+|\bF:\d+/g)).toBeNull();
});

test("a row marked † has a correction, and each correction is of such a row", () => {
  const marked = [...book.matchAll(/\[†\]\(#correction-(\w+)\)/g)].map(([, id]) => id);
  for (const id of marked) expect(book).toContain(`<a id="correction-${id}"></a>`);
  for (const [, id = ""] of book.matchAll(/<a id="correction-(\w+)">/g)) expect([...rows.keys()]).toContain(id);
});
