import type { Ledger } from "../../properties/deviations/ledger.ts";

/** The server crashed during a scenario and recovered: the observations of the scenario do not count. */
export class ServerCrash extends Error {
  override readonly name = "ServerCrash";
  /** What the server did not remove afterwards. */
  readonly left: readonly string[];

  constructor(message: string, left: readonly string[] = []) {
    super(message);
    this.left = left;
  }
}

/** Even a server that crashes every few seconds survives one play right after it recovered. */
const mostPlays = 3;

/**
 * Plays a scenario, and plays it again when the server crashed meanwhile, if the ledger knows that it crashes by
 * itself. A crash between two calls is not observed, although the server may lose its state in it; therefore an
 * unexpected outcome counts only when it occurs again.
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
