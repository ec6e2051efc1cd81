import { category } from "./category.ts";

/** What can go wrong before a request is a call, and what only a server's own answers give away. */
export const wireBugs = [
  ...category("wire", {
    "bad-json-answers-server-error": "A body that is no JSON answers ServerException, 500 (P5)",
    "numbers-are-taken-for-texts": "A number where a tag's value should be a text is taken for its digits (P5)",
    "any-method-is-served": "GET, PUT and DELETE are served as if they were POST (P1)",
    "target-service-is-ignored": "A call is served though its target names another service (P1)",
    "unknown-operation-answers-nothing": "An unknown operation answers 200 with an empty body (P5)",
    "chunked-body-is-ignored": "A body that comes in chunks is taken for none",
    "spoiled-tags-are-half-stored": "TagResource refused for the type of one tag has stored the others",
    "deep-json-crashes-the-server": "A body that is nested very deep crashes the server",
    "large-body-is-never-answered": "A body of more than a megabyte is never answered",
  }),
  ...category("laws", {
    "list-services-continues-by-offset":
      "A page of ListServices begins after as many services as were shown before (CC9)",
    "describing-statistics-resets-settings":
      "DescribeClusters with STATISTICS puts the settings back to their defaults",
    "recreated-service-keeps-old-tags": "A service created again after its deletion still has its old tags (SV9)",
    "tagged-revision-loses-empty-value": "TagResource drops tags of a task definition whose value is empty (T1)",
  }),
] as const;
