/**
 * The rows of `ecs-behaviour.md` the model knows: for a refusal the legal error types and, where the row is
 * sourced verbatim, the text (`‹x›` stands for a word of the request). `says` is what a report cites.
 * Ids ending in a letter split a row that holds several rules; RQ and LI rows stand for Appendix A and section 9.
 */
interface Rule {
  readonly says: string;
  readonly confidence: "H" | "M" | "L";
  /** Legal error types of the refusal; absent on rows that refuse nothing. */
  readonly errors?: readonly string[];
  /** Compared to the letter: only on rows of confidence H with a sourced text. */
  readonly text?: string;
}

const client = ["ClientException"] as const;
const invalid = ["InvalidParameterException"] as const;
const either = ["InvalidParameterException", "ClientException"] as const;

const says = (confidence: Rule["confidence"], words: string): Rule => ({ says: words, confidence });
const refusal = (confidence: Rule["confidence"], errors: readonly string[], words: string, text?: string): Rule => ({
  says: words,
  confidence,
  errors,
  ...(text === undefined ? {} : { text }),
});

const table = {
  P1: says("H", "awsJson1.1: one JSON object answers one POST"),
  P3: says("H", "every client fault is an error type of the API with HTTP 400"),
  P8: says("M", "a list member without entries is returned as []"),
  RQ1: refusal("H", either, "a required member is missing (Appendix A)"),
  G1: refusal("H", invalid, "a value outside its enumeration is refused"),
  G2: refusal("H", either, "a blank name is refused"),
  G3: refusal("H", invalid, "an empty list of things to describe is refused", "‹what› cannot be empty."),
  G4: refusal("L", either, "a list over its limit is refused"),
  G4s: refusal("H", invalid, "more than 10 services are refused", "service names can have at most 10 items."),
  G5: refusal("H", [...invalid, "ClusterNotFoundException"], "a malformed cluster name is refused"),
  G6: refusal(
    "H",
    invalid,
    "an ARN of another cluster is refused",
    "Invalid identifier: Identifier is for cluster ‹given›. Your cluster is ‹cluster›",
  ),
  G7: refusal(
    "H",
    invalid,
    "an ARN with too many separators is refused",
    "Invalid identifier: Unexpected number of separators",
  ),
  G8: refusal("H", invalid, "an ARN of another type is refused", "Unsupported resource type: ‹type›"),
  LI1: refusal("M", invalid, "maxResults outside its range is refused"),
  LI2: refusal("M", invalid, "a nextToken the service did not issue is refused"),
  LI3: says("H", "a page holds at most maxResults items, and the pages together each item once"),
  A1: says("H", "ARNs have the form of their type"),
  A2: says("H", "name, short ARN and full ARN mean the same; a missing cluster is `default`"),
  A4: refusal("H", either, "a name outside [A-Za-z0-9_-]{1,255} is refused"),
  T1: refusal("H", either, "tags that break their limits are refused"),
  T2: says("H", "TagResource overwrites or adds the listed keys, UntagResource removes the listed ones"),
  T4: refusal(
    "H",
    invalid,
    "tags of an INACTIVE cluster are refused",
    "The specified cluster is inactive. Specify an active cluster and try again.",
  ),
  T5: refusal("H", invalid, "a short service ARN has no tags", "Long arn format must be used for tagging operations"),
  T6: refusal(
    "L",
    [
      "ClusterNotFoundException",
      "ServiceNotFoundException",
      "ResourceNotFoundException",
      "InvalidParameterException",
      "ClientException",
    ],
    "tags of what does not exist are refused",
  ),
  T6b: refusal("M", either, "a resource ARN that is none is refused"),
  T7: refusal("L", ["LimitExceededException", "InvalidParameterException"], "more than 50 tags are refused"),
  T8: says("H", "tags are shown with include TAGS and by Create, Register and Run"),
  CL2: says("H", "a new cluster is ACTIVE, empty, with defaults filled in"),
  CL3: says("H", "creating an ACTIVE cluster again answers with the one there is"),
  CL4: refusal("M", invalid, "creating an ACTIVE cluster with other arguments is refused"),
  CL5: says("H", "creating an INACTIVE cluster's name makes it ACTIVE and empty, under the same ARN"),
  CL7: refusal("H", either, "an unknown capacity provider is refused"),
  CL8: says("H", "DescribeClusters gives INACTIVE clusters too and failures MISSING for unknown ones"),
  CL9: says("H", "settings, tags and statistics are shown on demand"),
  CL10: says("H", "ListClusters gives the ARNs of all ACTIVE clusters"),
  CL11: says("H", "deleting an empty cluster leaves it INACTIVE"),
  CL12: says("H", "deleting an INACTIVE cluster succeeds again"),
  CL13: refusal("H", ["ClusterNotFoundException"], "a cluster that never existed is not found"),
  CL14: refusal(
    "H",
    ["ClusterContainsServicesException"],
    "a cluster with active services cannot be deleted",
    "The Cluster cannot be deleted while Services are active.",
  ),
  CL15: refusal(
    "H",
    ["ClusterContainsTasksException"],
    "a cluster with tasks that are not STOPPED cannot be deleted",
    "The Cluster cannot be deleted while Tasks are active.",
  ),
  CL18: says("L", "which of several reasons against deletion is named is free"),
  CL19: refusal("H", ["ClusterNotFoundException"], "an INACTIVE cluster cannot be used"),
  CL20: refusal("H", invalid, "UpdateCluster merges what is given; settings know only containerInsights"),
  CL21: refusal(
    "H",
    client,
    "capacity providers are replaced; only an ACTIVE cluster takes them",
    "Cluster was not ACTIVE.",
  ),
  CL21b: refusal(
    "H",
    ["ResourceInUseException"],
    "a capacity provider in use cannot be removed",
    "The specified capacity provider is in use and cannot be removed.",
  ),
  CL22: refusal("H", either, "a capacity provider strategy has ≤20 items, one base, weights 0–1000"),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof table;

export const rules: Readonly<Record<RuleId, Rule>> = table;

/** The text a refusal by this rule must have, with the request's words put in; undefined where none is sourced. */
export function refusalText(rule: RuleId, words: Readonly<Record<string, string>>): string | undefined {
  return rules[rule].text?.replace(/‹(\w+)›/g, (_, word: string) => words[word] ?? "");
}
