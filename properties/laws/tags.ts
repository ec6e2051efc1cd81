import type { JsonObject } from "../../clients/client.ts";
import { fingerprint, objectsIn, textIn } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { LawContext, Sample, Violation } from "./lawContext.ts";
import { inconclusive } from "./lawContext.ts";
import { type Tagged, type Tags, taggables, tagsIn } from "./taggables.ts";

export const tags: Law = {
  name: "tags",
  says: "Tags round-trip through every taggable kind: what is put on is shown by all who show tags, and comes off again.",
  least: 4,
  async check(context) {
    const wrong = new Map<string, Wrong[]>();
    const kinds = new Set<string>();
    for (const tagged of await taggables(context)) {
      kinds.add(tagged.kind);
      const complaint = await roundTrip(context, tagged);
      if (complaint === undefined) continue;
      const key = `${complaint.operation} ${complaint.what}`;
      wrong.set(key, [...(wrong.get(key) ?? []), { kind: tagged.kind, complaint }]);
    }
    for (const same of wrong.values()) reportSame(context, same, kinds.size);
  },
};

interface Wrong {
  readonly kind: string;
  readonly complaint: Violation;
}

/** A violation for most kinds is one fault, otherwise each kind has its own. */
function reportSame(context: LawContext, same: readonly Wrong[], kinds: number): void {
  const wrong = new Map(same.map(({ kind, complaint }) => [kind, complaint]));
  const [first] = wrong.values();
  if (first !== undefined && wrong.size > 1 && wrong.size * 2 > kinds)
    context.report({ ...first, actual: `${first.actual} (${[...wrong.keys()].join(", ")})` });
  else for (const [kind, complaint] of wrong) context.report({ ...complaint, what: `${kind}: ${complaint.what}` });
}

/** Keys that differ in case, and values that servers easily lose. */
const added: readonly JsonObject[] = [
  { key: "law", value: "1" },
  { key: "Law", value: "" },
  { key: "law/ünï", value: "a=b@c +1" },
];

/**
 * Adds tags and removes them again; reports only the first violation, because later ones follow from it. A task that
 * ends loses its tags (row T3) and is no sample.
 */
async function roundTrip(context: LawContext, { kind, arn, shown }: Tagged): Promise<Violation | undefined> {
  const before = await listed(context, arn);
  if (before === undefined || added.some(({ key }) => before.some((tag) => tag.startsWith(`${key}=`))))
    return undefined;
  const list = () => listed(context, arn);
  const ended = async () => kind === "task" && !(await goesOn(context, arn));
  const compare = (operation: string, expected: Tags, see: () => Promise<Tags | undefined>, when: string) =>
    context.judge(async (): Promise<Sample> => {
      const actual = await see();
      if (actual === undefined || (await ended())) return inconclusive;
      if (fingerprint(actual) === fingerprint(expected)) return undefined;
      const what = `${differenceOf(expected, actual)} ${when}`;
      return { operation, what, expected: expected.join(" "), actual: actual.join(" "), rule: "T2" };
    });
  /** A call that can be repeated on any resource with tags. */
  const make = (operation: string, input: JsonObject) =>
    context.judge(async (): Promise<Sample> => {
      const answer = await context.ask(operation, { resourceArn: arn, ...input });
      if (answer === undefined || answer.kind === "accepted") return answer === undefined ? inconclusive : undefined;
      if (await ended()) return inconclusive;
      const expected = `accepted: a ${kind} bears tags (row T3)`;
      return { operation, what: "refused", expected, actual: `${answer.type}: ${answer.message}` };
    });
  const whole = [...before, ...tagsIn({ tags: [...added] })].sort();
  return (
    (await compare("ListTagsForResource", before, shown, "beside Describe")) ??
    (await make("TagResource", { tags: [...added] })) ??
    (await compare("TagResource", whole, list, "after tagging")) ??
    (await compare("TagResource", whole, shown, "shown after tagging")) ??
    (await make("UntagResource", { tagKeys: added.map(({ key }) => String(key)) })) ??
    (await compare("UntagResource", before, list, "after untagging"))
  );
}

async function listed(context: LawContext, resourceArn: string): Promise<Tags | undefined> {
  const output = await context.output("ListTagsForResource", { resourceArn });
  return output && tagsIn(output);
}

const differenceOf = (expected: Tags, actual: Tags): string =>
  expected.some((tag) => !actual.includes(tag)) ? "tag missing" : "tag too many";

async function goesOn(context: LawContext, arn: string): Promise<boolean> {
  const cluster = arn.split("/").at(-2) ?? "";
  const [task] = objectsIn(await context.output("DescribeTasks", { cluster, tasks: [arn] }), "tasks");
  return task !== undefined && textIn(task, "desiredStatus") === "RUNNING";
}
