import { invalidParameter } from "../errors.ts";

export interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

export interface PageRule {
  readonly operation: string;
  readonly defaultSize: number;
  readonly maximumSize: number;
  /** The filters of the call: they must be the same for each page (CC9). */
  readonly filters?: readonly unknown[];
}

export interface Page<T> {
  readonly items: T[];
  readonly nextToken: string | undefined;
}

/** One page of the items that `from` yields after the position in the token. */
export function pageOf<T, P extends string | number>(
  rule: PageRule,
  request: PageRequest,
  from: (place: P | undefined) => Iterable<readonly [P, T]>,
): Page<T> {
  const size = request.maxResults ?? rule.defaultSize;
  if (size < 1 || size > rule.maximumSize) {
    throw invalidParameter(`maxResults should be between 1 and ${rule.maximumSize}`);
  }
  const key = JSON.stringify([rule.operation, ...(rule.filters ?? [])]);
  const place = request.nextToken === undefined ? undefined : readToken<P>(key, request.nextToken);
  const items: T[] = [];
  let last: P | undefined;
  for (const [itemPlace, item] of from(place)) {
    if (items.length === size) return { items, nextToken: writeToken(key, last as P) };
    items.push(item);
    last = itemPlace;
  }
  return { items, nextToken: undefined };
}

function writeToken(key: string, place: string | number): string {
  return Buffer.from(JSON.stringify([key, place])).toString("base64url");
}

function readToken<P>(key: string, token: string): P {
  try {
    const [tokenKey, place] = JSON.parse(Buffer.from(token, "base64url").toString());
    if (tokenKey === key) return place;
  } catch {
    // An unreadable token is refused below.
  }
  throw invalidParameter("Invalid token.");
}
