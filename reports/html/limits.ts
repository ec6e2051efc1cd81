/** How much a page shows of each divergence. */
export interface Limits {
  /** The last calls of a plan, and the characters of their inputs and of the reply that shows the divergence. */
  readonly calls: number;
  readonly input: number;
  readonly reply: number;
  /** The characters of an expected or actual value. */
  readonly value: number;
  /** A longer plan has no script for the AWS CLI, curl and TypeScript, and not all its replies. */
  readonly scripted: number;
}

/** The most generous first: a page takes the first with which it is small enough to be sent by mail. */
export const limitsInTurn: readonly Limits[] = [
  { calls: 8, input: 160, reply: 300, value: 400, scripted: Number.MAX_SAFE_INTEGER },
  { calls: 6, input: 120, reply: 200, value: 300, scripted: 12 },
  { calls: 3, input: 80, reply: 100, value: 150, scripted: 6 },
];

/** In bytes. */
export const mostOfPage = 950_000;
