/** The exit status of every subcommand (README.md#exit-status). */
export type ExitStatus = 0 | 1 | 2 | 3 | 70 | 130;

/** What a subcommand gets from the process. */
export interface Session {
  readonly interrupt: AbortSignal;
  /** The subcommand sets it. */
  status: ExitStatus;
}
