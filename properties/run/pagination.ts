import type { Answered, Client, Exchange, Json, JsonObject } from "../../clients/client.ts";
import { isObject } from "../../model/language/json.ts";

/** A list read to its last page, as one reply; `pages` are the replies it was made of. */
export interface PagedReply {
  readonly exchange: Exchange;
  readonly pages: readonly Exchange[];
  /** What the pages did wrong (row LI3): one held more than maxResults, or they never ended. */
  readonly fault: "page too long" | "pages without end" | undefined;
  /** True when only the first pages were read. */
  readonly partial: boolean;
}

/** No list of a run has more pages; a token that never runs out is a fault, not patience. */
const mostPages = 400;

/** Walks a List operation's pages and joins their items; anything but a plain success ends the walk. */
export async function readPages(
  client: Client,
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
    if (typeof next !== "string" || next === "" || !mayWalk(input.maxResults)) break;
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

/** A maxResults that had to be refused (row LI1) leads to no pages. */
const mayWalk = (maxResults: unknown): boolean => typeof maxResults !== "number" || maxResults > 0;

/** Against a maxResults that had to be refused (row LI1) no length is wrong. */
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

/** The lists an operation answers with: failures count where there is nothing else. */
const longestOf = (output: JsonObject): number =>
  Math.max(0, ...Object.values(output).map((value) => (Array.isArray(value) ? value.length : 0)));
