import { isObject, type JsonObject } from "../../model/language/json.ts";
import { cardOf } from "../../model/registry.ts";
import { textOf } from "./missing.ts";
import type { RecordedCall, Trace } from "./trace.ts";

/** The pages of a list as one call; `pages` are the indexes of the joined calls. */
export interface JoinedCall {
  readonly call: RecordedCall;
  readonly pages: readonly number[];
  /** Why the list is incomplete: the trace lacks its first or its last page. */
  readonly cut: string | undefined;
}

/** The calls of a trace with the pages of each list joined, at the place of the last page. */
export function joinPages({ calls }: Trace): JoinedCall[] {
  const joined: JoinedCall[] = [];
  /** Lists with further pages, by the token of the next page. */
  const open = new Map<string, { readonly call: RecordedCall; readonly pages: readonly number[] }>();
  for (const [index, call] of calls.entries()) {
    const paged = cardOf(call.operation)?.paged === true;
    const [asked, next] = [call.input, call.body].map(({ nextToken }) => (paged && textOf(nextToken)) || undefined);
    const key = asked && `${call.operation} ${asked}`;
    const before = key === undefined ? undefined : open.get(key);
    if (key !== undefined) open.delete(key);
    const whole = before === undefined ? call : withPage(before.call, call);
    const pages = [...(before?.pages ?? []), index];
    if (next !== undefined) open.set(`${call.operation} ${next}`, { call: whole, pages });
    else
      joined.push({
        call: whole,
        pages,
        cut: asked !== undefined && before === undefined ? "its first page is not in the trace" : undefined,
      });
  }
  for (const { call, pages } of open.values()) joined.push({ call, pages, cut: "its last page is not in the trace" });
  return joined.sort((a, b) => (a.pages.at(-1) ?? 0) - (b.pages.at(-1) ?? 0));
}

/** Both pages as one reply to the first page's request. */
function withPage(first: RecordedCall, page: RecordedCall): RecordedCall {
  const body: JsonObject = isObject(first.body) ? { ...first.body } : {};
  for (const [member, value] of Object.entries(page.body)) {
    const before = body[member];
    body[member] = Array.isArray(value) && Array.isArray(before) ? [...before, ...value] : value;
  }
  const { nextToken: _, ...whole } = body;
  return { ...first, body: whole };
}
