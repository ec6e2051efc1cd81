import type { Ledger } from "../../properties/ledger.ts";

/** The server went away in the middle of a scenario, and came back: what the scenario saw says nothing. */
export class ServerCrash extends Error {
  override readonly name = "ServerCrash";
}

/** A server that goes down every few seconds has time enough right after it came back. */
const mostPlays = 3;

/**
 * Plays something, and plays it again where the server crashed meanwhile, if its ledger says that it does so by itself.
 * `crashed` hears of each crash.
 */
export async function throughCrashes<Result>(
  ledger: Ledger,
  play: () => Promise<Result>,
  crashed: () => void,
): Promise<Result> {
  const known = ledger.deviations.find(({ patches }) => patches.some(({ kind }) => kind === "spontaneous-crash"));
  for (let plays = 1; ; plays++) {
    try {
      return await play();
    } catch (error) {
      if (!(error instanceof ServerCrash)) throw error;
      crashed();
      if (known === undefined) throw error;
      if (plays === mostPlays)
        throw new ServerCrash(`${error.message}\neach of ${plays} plays was broken off so; ${known.file} knows of it`);
    }
  }
}
