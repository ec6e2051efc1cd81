import { invalidParameter } from "../errors.ts";

/** Refuses what is not one of the members of an enumeration (G1). */
export function requireOneOf(field: string, value: string | undefined, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value)) {
    throw invalidParameter(`${field} should be one of [${[...allowed].sort().join(",")}]`);
  }
}

/** As `requireOneOf`, for each element. */
export function requireEachOf(field: string, values: readonly string[] | undefined, allowed: readonly string[]): void {
  for (const value of values ?? []) requireOneOf(field, value, allowed);
}

export function requireRange(field: string, value: number | undefined, least: number, most: number): void {
  if (value !== undefined && (value < least || value > most)) {
    throw invalidParameter(`${field} should be between ${least} and ${most}.`);
  }
}

export function requireAtMost(noun: string, items: readonly unknown[] | undefined, most: number): void {
  if (items && items.length > most) throw invalidParameter(`${noun} can have at most ${most} items.`);
}

/** The required list of a Describe operation: not absent, empty or too long, and without blanks (G2–G4). */
export function requireItems(
  noun: string,
  items: readonly string[] | undefined,
  most: number,
  nounOfLimit = noun,
): readonly string[] {
  if (!items || items.length === 0) throw invalidParameter(`${noun} cannot be empty.`);
  requireAtMost(nounOfLimit, items, most);
  if (items.some((item) => item === "")) throw invalidParameter(`${noun} can not be blank.`);
  return items;
}

/** A required string: not absent or blank (G2). */
export function requireString(field: string, value: string | undefined): string {
  if (value === undefined || value === "") throw invalidParameter(`${field} can not be blank.`);
  return value;
}

/** Client tokens are short and consist of visible ASCII characters (SV10, TK5). */
export function requireToken(token: string | undefined, longest: number): void {
  if (token !== undefined && (token.length > longest || !/^[!-~]+$/.test(token))) {
    throw invalidParameter(`clientToken must be 1 to ${longest} ASCII characters in the range of 33-126.`);
  }
}
