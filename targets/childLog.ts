import { stripVTControlCharacters } from "node:util";

/** The number of log lines that are kept. */
const keptLines = 2000;
const longestLine = 2000;

/** The last lines that a child server wrote, each with the time at which it was read, without colours. */
export class ChildLog {
  readonly #lines: { readonly at: number; readonly text: string }[] = [];
  /** By stream: the text of an unfinished line. */
  readonly #begun = new Map<string, string>();

  add(stream: string, chunk: string): void {
    const texts = ((this.#begun.get(stream) ?? "") + chunk).split("\n");
    this.#begun.set(stream, (texts.pop() ?? "").slice(-longestLine));
    for (const text of texts.map(stripVTControlCharacters))
      if (text.trim() !== "") this.#lines.push({ at: Date.now(), text: text.slice(0, longestLine).trimEnd() });
    this.#lines.splice(0, this.#lines.length - keptLines);
  }

  between(since: Date, until: Date): string[] {
    return this.#lines.filter(({ at }) => at >= since.getTime() && at <= until.getTime()).map(({ text }) => text);
  }

  /** The last line, finished or not. */
  get lastLine(): string {
    const begun = [...this.#begun.values()].findLast((text) => text.trim() !== "");
    return (begun ?? this.#lines.at(-1)?.text ?? "").trim();
  }
}
