import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "../checker/signature.ts";
import type { CampaignResult } from "../properties/campaign/campaign.ts";
import type { Progress, Watcher } from "../properties/campaign/progress.ts";
import { severityOf } from "../properties/judge/severity.ts";
import type { Finding } from "../properties/triage/findings.ts";
import { sentenceOf } from "./sentence/sentence.ts";

const progressSeconds = 5;

/** Writes the events of a campaign as they happen to `DIR/events.ndjson`: one JSON object a line, times in seconds since the start. */
export class EventLog implements Watcher {
  readonly #file: string;
  #lastProgress = 0;

  constructor(directory: string, asked: { readonly target: string; readonly seed: number }) {
    mkdirSync(directory, { recursive: true });
    this.#file = join(directory, "events.ndjson");
    writeFileSync(this.#file, "");
    this.#write({ event: "started", seconds: 0, ...asked });
  }

  found({ signature, first }: Finding, seconds: number): void {
    const told = { ...first.divergence, signature };
    const { severity } = severityOf(told);
    const sentence = sentenceOf(told);
    this.#write({ event: "found", seconds, signature: text(signature), severity, sentence, run: first.run });
  }

  progress({ phase, runs, calls, signatures, seconds, done, todo }: Progress): void {
    if (seconds - this.#lastProgress < progressSeconds) return;
    this.#lastProgress = seconds;
    this.#write({ event: "progress", seconds, phase, runs, calls, signatures, done, todo });
  }

  /** The campaign is over. */
  ended({ ending, seconds, runs, calls, faults }: CampaignResult): void {
    for (const { signature, rating, hits, tries, plan } of faults)
      this.#write({
        event: "divergence",
        seconds,
        signature: text(signature),
        severity: rating.severity,
        reproduced: `${hits}/${tries}`,
        commands: plan.length,
      });
    this.#write({ event: "ended", seconds, ending, runs, calls, divergences: faults.length });
  }

  #write(event: { readonly event: string; readonly seconds: number; readonly [member: string]: unknown }): void {
    appendFileSync(this.#file, `${JSON.stringify({ ...event, seconds: Math.round(event.seconds * 1000) / 1000 })}\n`);
  }
}
