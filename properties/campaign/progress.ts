import type { Finding } from "../triage/findings.ts";

/** The progress of a campaign, for its observers. */
export interface Progress {
  readonly phase: "earlier plans" | "hunting" | "shrinking";
  readonly runs: number;
  readonly of: number | undefined;
  readonly calls: number;
  readonly signatures: number;
  readonly seconds: number;
  /** Findings that are finished and to do, after hunting. */
  readonly done: number;
  readonly todo: number;
}

export interface Watcher {
  found?(finding: Finding, seconds: number): void;
  progress?(progress: Progress): void;
}

/** One watcher that forwards to all. */
export const watchedBy = (...watchers: readonly Watcher[]): Watcher => ({
  found(finding, seconds) {
    for (const watcher of watchers) watcher.found?.(finding, seconds);
  },
  progress(progress) {
    for (const watcher of watchers) watcher.progress?.(progress);
  },
});
