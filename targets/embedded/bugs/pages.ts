import { category } from "./category.ts";

/** Bugs of all paged lists. Only scenarios look for them: a campaign would report them once for each operation. */
export const pageBugs = category("lists", {
  "following-pages-omit-an-item": "Each page after the first omits its first item (LI3)",
  "following-pages-repeat-an-item": "Each page after the first begins with the first item of the list (LI3)",
});
