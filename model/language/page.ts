import { refuse } from "./step.ts";

interface Page {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/** Row 9: `maxResults` from 1 to `most`, or refused; so is a token of the plan's own making. Every list here is walked to its last page by the caller. */
export function badPage(input: Page, most = 100) {
  if (input.nextToken) return refuse("LI2");
  if (input.maxResults === undefined) return undefined;
  return input.maxResults < 1 || input.maxResults > most ? refuse("LI1") : undefined;
}

/** Row G1: each value must be one of `allowed`. */
export function badEnum(values: readonly (string | undefined)[] | undefined, allowed: readonly string[]) {
  return values?.some((value) => value !== undefined && !allowed.includes(value)) ? refuse("G1") : undefined;
}
