import type { JsonObject } from "../../clients/client.ts";
import { fingerprint, objectsIn, textIn } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { Complaint, Ground, Sample } from "./lawContext.ts";
import { unseen } from "./lawContext.ts";
import { type Tagged, type Tags, taggables, tagsIn } from "./taggables.ts";

export const tags: Law = {
  name: "tags",
  says: "Tags round-trip through every taggable kind: what is put on is shown by all who show tags, and comes off again.",
  least: 4,
  async check(ground) {
    const wrong = new Map<string, Wrong[]>();
    const kinds = new Set<string>();
    for (const tagged of await taggables(ground)) {
      kinds.add(tagged.kind);
      const complaint = await roundTrip(ground, tagged);
      if (complaint === undefined) continue;
      const key = `${complaint.operation} ${complaint.what}`;
      wrong.set(key, [...(wrong.get(key) ?? []), { kind: tagged.kind, complaint }]);
    }
    for (const same of wrong.values()) tell(ground, same, kinds.size);
  },
};

interface Wrong {
  readonly kind: string;
  readonly complaint: Complaint;
}

/** What is wrong with most kinds is one fault, else each kind has its own. */
function tell(ground: Ground, same: readonly Wrong[], kinds: number): void {
  const wrong = new Map(same.map(({ kind, complaint }) => [kind, complaint]));
  const [first] = wrong.values();
  if (first !== undefined && wrong.size > 1 && wrong.size * 2 > kinds)
    ground.tell({ ...first, actual: `${first.actual} (${[...wrong.keys()].join(", ")})` });
  else for (const [kind, complaint] of wrong) ground.tell({ ...complaint, what: `${kind}: ${complaint.what}` });
}

/** Keys that differ in case, and values that are easily lost. */
const added: readonly JsonObject[] = [
  { key: "law", value: "1" },
  { key: "Law", value: "" },
  { key: "law/ünï", value: "a=b@c +1" },
];

/**
 * Puts tags on and takes them off again; the first thing that goes wrong is told, what follows from it is not. A task
 * that ends loses its tags (row T3) and is no sample.
 */
async function roundTrip(ground: Ground, { kind, arn, shown }: Tagged): Promise<Complaint | undefined> {
  const before = await listed(ground, arn);
  if (before === undefined || added.some(({ key }) => before.some((tag) => tag.startsWith(`${key}=`))))
    return undefined;
  const list = () => listed(ground, arn);
  const ended = async () => kind === "task" && !(await goesOn(ground, arn));
  const compare = (operation: string, expected: Tags, see: () => Promise<Tags | undefined>, when: string) =>
    ground.judge(async (): Promise<Sample> => {
      const actual = await see();
      if (actual === undefined || (await ended())) return unseen;
      if (fingerprint(actual) === fingerprint(expected)) return undefined;
      const what = `${differenceOf(expected, actual)} ${when}`;
      return { operation, what, expected: expected.join(" "), actual: actual.join(" "), rule: "T2" };
    });
  /** A call that can be made again: what shows its tags can be tagged. */
  const make = (operation: string, input: JsonObject) =>
    ground.judge(async (): Promise<Sample> => {
      const answer = await ground.ask(operation, { resourceArn: arn, ...input });
      if (answer === undefined || answer.kind === "accepted") return answer === undefined ? unseen : undefined;
      if (await ended()) return unseen;
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

async function listed(ground: Ground, resourceArn: string): Promise<Tags | undefined> {
  const output = await ground.output("ListTagsForResource", { resourceArn });
  return output && tagsIn(output);
}

const differenceOf = (expected: Tags, actual: Tags): string =>
  expected.some((tag) => !actual.includes(tag)) ? "tag missing" : "tag too many";

async function goesOn(ground: Ground, arn: string): Promise<boolean> {
  const cluster = arn.split("/").at(-2) ?? "";
  const [task] = objectsIn(await ground.output("DescribeTasks", { cluster, tasks: [arn] }), "tasks");
  return task !== undefined && textIn(task, "desiredStatus") === "RUNNING";
}
