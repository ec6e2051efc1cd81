import { html } from "htm/preact";
import type { VNode } from "preact";

/** Longer texts are compared as a whole. */
const mostLines = 200;

type Line = readonly [sign: "-" | "+" | " ", text: string];

/** Expected and actual value as a diff: lines of JSON, or the two texts. */
export function difference(expected: string, actual: string): VNode {
  return html`<pre class="diff"><span class="soft">- expected   + actual${"\n"}</span>${linesOf(expected, actual).map(
    ([sign, text]) => html`<span class=${classes[sign]}>${sign} ${text}${"\n"}</span>`,
  )}</pre>`;
}

const classes = { "-": "expected", "+": "actual", " ": "" } as const;

function linesOf(expected: string, actual: string): Line[] {
  const [before, after] = [laidOut(expected), laidOut(actual)];
  return before.length + after.length > mostLines
    ? [
        ["-", expected],
        ["+", actual],
      ]
    : lineDiff(before, after);
}

function laidOut(text: string): string[] {
  if (!/^[[{]/.test(text)) return text.split("\n");
  try {
    return JSON.stringify(JSON.parse(text), null, 2).split("\n");
  } catch {
    return text.split("\n");
  }
}

/** By the longest common subsequence. */
function lineDiff(before: readonly string[], after: readonly string[]): Line[] {
  const longest = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      (longest[i] as number[])[j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, young] = [before[i], after[j]];
    if (old !== undefined && old === young) {
      lines.push([" ", old]);
      i++;
      j++;
    } else if (old !== undefined && (young === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(["-", old]);
      i++;
    } else {
      lines.push(["+", young ?? ""]);
      j++;
    }
  }
  return lines;
}
