import { refuse } from "./step.ts";

interface Page {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/**
 * Section 9: `maxResults` must be from 1 to `most`, and a token must come from the server. The caller reads every list
 * to its last page.
 */
export function badPage(input: Page, most = 100) {
  if (input.nextToken) return refuse("LI2");
  if (input.maxResults === undefined) return undefined;
  return input.maxResults < 1 || input.maxResults > most ? refuse("LI1") : undefined;
}

/** Row G1: each value must be one of `allowed`. */
export function badEnum(values: readonly (string | undefined)[] | undefined, allowed: readonly string[]) {
  return values?.some((value) => value !== undefined && !allowed.includes(value)) ? refuse("G1") : undefined;
}
