import { text } from "../checker/signature.ts";
import type { Progress, Watcher } from "../properties/campaign/progress.ts";
import { severityOf } from "../properties/judge/severity.ts";
import type { Finding } from "../properties/triage/findings.ts";
import { headline } from "./console.ts";
import { counted, number } from "./counted.ts";
import { sentenceOf } from "./sentence/sentence.ts";

/** Seconds between two lines when the output is not a terminal. */
const plainSeconds = 5;

/** Shows the progress of a campaign: one updated line on a terminal, a new line every few seconds elsewhere. */
export class ProgressReport implements Watcher {
  readonly #out: NodeJS.WriteStream;
  readonly #live: boolean;
  #lastSeconds = 0;
  #shown = false;

  constructor(out: NodeJS.WriteStream, environment: NodeJS.ProcessEnv = process.env) {
    this.#out = out;
    this.#live = out.isTTY === true && environment.CI === undefined;
  }

  /** Two lines: what is wrong, and which call of which run showed it. */
  found({ signature, first }: Finding, seconds: number): void {
    this.clear();
    const { divergence, plan, run } = first;
    const { severity } = severityOf({ ...divergence, signature });
    const call = Math.min(divergence.command + 1, plan.length);
    const place = run < 0 ? "an earlier plan" : `run ${number(run)}`;
    this.#out.write(
      `${seconds.toFixed(1).padStart(6)} s  ${headline(severity, sentenceOf({ ...divergence, signature }))}\n` +
        `${" ".repeat(10)}${text(signature)} · call ${call} of ${place}\n`,
    );
  }

  progress(progress: Progress): void {
    if (this.#live) {
      this.#out.write(`\r\x1b[2K${lineOf(progress).slice(0, (this.#out.columns || 80) - 1)}`);
      this.#shown = true;
    } else if (progress.seconds - this.#lastSeconds >= plainSeconds) {
      this.#lastSeconds = progress.seconds;
      this.#out.write(`${lineOf(progress)}\n`);
    }
  }

  /** Removes the updated line. */
  clear(): void {
    if (this.#shown) this.#out.write("\r\x1b[2K");
    this.#shown = false;
  }
}

function lineOf({ phase, runs, of, calls, signatures, seconds, done, todo }: Progress): string {
  const hunting = phase === "hunting" || phase === "earlier plans";
  const where = hunting ? `${number(runs)}${of === undefined ? "" : ` of ${number(of)}`} runs` : `${done} of ${todo}`;
  const speed = number(Math.round(calls / Math.max(seconds, 0.001)));
  return `${seconds.toFixed(0).padStart(4)} s  ${phase}: ${where} · ${counted(calls, "call")}, ${speed}/s · ${counted(signatures, "signature")}`;
}
