import { category } from "./category.ts";

/** Bugs of every paged operation: as a campaign finds them in each operation, they would be reported many times. */
export const pageBugs = category("lists", {
  "following-pages-omit-an-item": "Each page after the first omits its first item (LI3)",
  "following-pages-repeat-an-item": "Each page after the first begins with the first item of the list (LI3)",
});
