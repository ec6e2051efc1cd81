/** What every verb ends with (README.md#exit-status). */
export type ExitStatus = 0 | 1 | 2 | 3 | 70 | 130;

/** What a verb gets from the process. */
export interface Session {
  readonly interrupt: AbortSignal;
  /** Set by the verb that ran. */
  status: ExitStatus;
}
