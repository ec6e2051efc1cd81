import { containers, limits, relations } from "./containerCases.ts";
import { logging, networks, proxies, volumes } from "./networkCases.ts";
import { onFargate, sizes } from "./placeCases.ts";

/** Every way in which a definition is refused, with what is close to it and legal. */
export const cases = [
  ...containers,
  ...relations,
  ...limits,
  ...sizes,
  ...onFargate,
  ...networks,
  ...proxies,
  ...volumes,
  ...logging,
];
