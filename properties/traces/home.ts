import type { Trace } from "./trace.ts";

/** The region and the account that were recorded. */
export interface Home {
  readonly region: string;
  readonly account: string;
}

/**
 * Those that most ARNs of the trace have: a call may name another region or account in order to be refused. Empty for a
 * trace without ARNs.
 */
export function homeOf({ given, calls }: Pick<Trace, "given" | "calls">): Home {
  const text = JSON.stringify([given, calls]);
  const found = Map.groupBy(text.matchAll(/arn:aws[a-z-]*:ecs:([^:"]*):(\d{12}):/g), ([head]) => head);
  const [most] = [...found.values()].toSorted((a, b) => b.length - a.length);
  const [, region = "", account = ""] = most?.[0] ?? [];
  return { region, account };
}
