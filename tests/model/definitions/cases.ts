import { containers, limits, relations } from "./containerCases.ts";
import { logging, networks, proxies, volumes } from "./networkCases.ts";
import { onFargate, sizes } from "./placeCases.ts";

/** Every rule that refuses a definition, each with a similar legal input. */
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
