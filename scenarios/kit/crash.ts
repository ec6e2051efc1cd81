import type { Ledger } from "../../properties/deviations/ledger.ts";

/** The server went away in the middle of a scenario, and came back: what the scenario saw says nothing. */
export class ServerCrash extends Error {
  override readonly name = "ServerCrash";
  /** What the server would not remove afterwards. */
  readonly left: readonly string[];

  constructor(message: string, left: readonly string[] = []) {
    super(message);
    this.left = left;
  }
}

/** A server that goes down every few seconds has time enough right after it came back. */
const mostPlays = 3;

/**
 * Plays something, and plays it again where the server crashed meanwhile, if its ledger says that it does so by itself.
 * A crash that falls between two calls is seen by nobody, and yet a server may forget by it what it kept in memory: so
 * does what comes as a surprise count only when it comes again.
 */
export async function throughCrashes<Result>(
  ledger: Ledger,
  play: () => Promise<Result>,
  isSurprise: (result: Result) => boolean,
): Promise<Result> {
  const known = ledger.deviations.find(({ patches }) => patches.some(({ kind }) => kind === "spontaneous-crash"));
  const most = known === undefined ? 1 : mostPlays;
  for (let plays = 1; ; plays++) {
    try {
      const result = await play();
      if (plays === most || !isSurprise(result)) return result;
    } catch (error) {
      if (!(error instanceof ServerCrash) || known === undefined) throw error;
      if (plays === most)
        throw new ServerCrash(`${error.message}\nplayed ${most} times; ${known.file} knows of crashes`);
    }
  }
}
