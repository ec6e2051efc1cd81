import { category } from "./category.ts";

/** Bugs in reading requests, and bugs that only contradictions between the server's own replies show. */
export const wireBugs = [
  ...category("wire", {
    "bad-json-answers-server-error": "A body that is not JSON gets status 500 and ServerException (P5)",
    "numbers-are-taken-for-texts": "A number is accepted as the value of a tag and converted to a string (P5)",
    "any-method-is-served": "GET, PUT and DELETE are handled like POST (P1)",
    "target-service-is-ignored": "A call is accepted although its target names another service (P1)",
    "unknown-operation-answers-nothing": "An unknown operation gets status 200 and an empty JSON object (P5)",
    "chunked-body-is-ignored": "A body that is sent in chunks is ignored",
    "spoiled-tags-are-half-stored": "TagResource that is refused for the type of one tag stores the others",
    "deep-json-crashes-the-server": "A deeply nested body crashes the server",
    "large-body-is-never-answered": "A body of more than a megabyte gets no reply",
  }),
  ...category("laws", {
    "list-services-continues-by-offset":
      "Pages of ListServices continue by offset instead of after the last service (CC9)",
    "describing-statistics-resets-settings": "DescribeClusters with STATISTICS resets the settings to their defaults",
    "recreated-service-keeps-old-tags": "A service created again after its deletion still has its old tags (SV9)",
    "tagged-revision-loses-empty-value": "TagResource removes tags of a task definition whose value is empty (T1)",
  }),
] as const;
