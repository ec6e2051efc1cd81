import type { Answered, Client, Exchange, Json, JsonObject } from "../../clients/client.ts";
import { isObject } from "../../model/language/json.ts";
import { cardOf } from "../../model/registry.ts";
import type { RunContext } from "./runContext.ts";

/** A list read to its last page, as one reply; `pages` are the replies of which it consists. */
export interface PagedReply {
  readonly exchange: Exchange;
  readonly pages: readonly Exchange[];
  /** A fault of the pages (row LI3): one had more than maxResults items, or they never ended. */
  readonly fault: "page too long" | "pages without end" | undefined;
  /** True when only the first pages were read. */
  readonly partial: boolean;
}

/** Reads a list of a run; no other run sends calls while a list of the whole account is read. */
export function readPagesOf(
  { client, lock }: Pick<RunContext, "client" | "lock">,
  operation: string,
  input: JsonObject,
): Promise<PagedReply> {
  const wide = cardOf(operation)?.accountWide?.(input) === true;
  if (!wide) return lock.shared(() => readPages(client, operation, input));
  const pages = typeof input.maxResults === "number" && input.maxResults < 100 ? mostSmallPages : undefined;
  return lock.exclusive(() => readPages(client, operation, input, pages));
}

/**
 * Small pages of an account-wide list are read only to check their form: others may have thousands of entries there.
 */
const mostSmallPages = 3;

/** No list of a run has more pages; a token that never ends is a fault. */
const mostPages = 400;

/** Reads all pages of a List operation and joins their items; anything except a plain success ends the reading. */
export async function readPages(
  client: Pick<Client, "call">,
  operation: string,
  input: JsonObject,
  pagesAtMost = mostPages,
): Promise<PagedReply> {
  const pages: Answered[] = [];
  let fault: PagedReply["fault"];
  const tokens = new Set<string>();
  for (let token: string | undefined; ; ) {
    const exchange = await client.call(operation, token === undefined ? input : { ...input, nextToken: token });
    if (exchange.kind !== "answered" || exchange.status !== 200 || !isObject(exchange.json))
      return { exchange, pages: [...pages, exchange], fault: undefined, partial: false };
    pages.push(exchange);
    if (isTooLong(longestOf(exchange.json), input.maxResults)) fault = "page too long";
    const next = exchange.json.nextToken;
    if (typeof next !== "string" || next === "" || !mayContinue(input.maxResults)) break;
    token = next;
    if (tokens.has(token)) return { exchange: joined(pages), pages, fault: "pages without end", partial: true };
    tokens.add(token);
    if (pages.length >= pagesAtMost) {
      if (pagesAtMost === mostPages) fault = "pages without end";
      return { exchange: joined(pages), pages, fault, partial: true };
    }
  }
  return { exchange: joined(pages), pages, fault, partial: false };
}

/** A maxResults that must be refused (row LI1) leads to no further pages. */
const mayContinue = (maxResults: unknown): boolean => typeof maxResults !== "number" || maxResults > 0;

/** For a maxResults that must be refused (row LI1), no length is wrong. */
const isTooLong = (length: number, maxResults: unknown): boolean =>
  typeof maxResults === "number" && maxResults > 0 && length > maxResults;

function joined(pages: readonly Answered[]): Answered {
  const [first] = pages;
  if (first === undefined) throw new Error("a walk has at least one page");
  if (pages.length === 1) return first;
  const lists: JsonObject = {};
  for (const { json } of pages)
    for (const [member, value] of Object.entries(json as JsonObject))
      if (Array.isArray(value)) lists[member] = [...((lists[member] as Json[] | undefined) ?? []), ...value];
  const milliseconds = pages.reduce((sum, page) => sum + page.milliseconds, 0);
  return Object.keys(lists).length === 0 ? first : { ...first, json: lists, milliseconds };
}

/** The length of the longest list in a reply; failures count when there is no other list. */
const longestOf = (output: JsonObject): number =>
  Math.max(0, ...Object.values(output).map((value) => (Array.isArray(value) ? value.length : 0)));
