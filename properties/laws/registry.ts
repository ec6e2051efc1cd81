import { counts } from "./counts.ts";
import { isolation } from "./isolation.ts";
import type { Law } from "./law.ts";
import { names } from "./names.ts";
import { newer } from "./newer.ts";
import { pages } from "./pages.ts";
import { reads } from "./reads.ts";
import { recreation } from "./recreation.ts";
import { tags } from "./tags.ts";
import { tokens } from "./tokens.ts";
import { wire } from "./wire.ts";

/** Every law, in the order in which a run checks them. */
export const laws: readonly Law[] = [pages, names, reads, tokens, tags, isolation, counts, recreation, wire, newer];
