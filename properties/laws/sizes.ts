import type { JsonObject } from "../../clients/client.ts";
import type { RuleId } from "../../model/language/rules.ts";
import { itemsIn } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { LawContext, Sample } from "./lawContext.ts";
import { inconclusive } from "./lawContext.ts";
import { ownCluster, ownContainerInstance, ownRevision, ownService, ownTasks } from "./lawFixtures.ts";

/** A list that needs a second page although no page size was requested. */
interface LongList {
  readonly operation: string;
  readonly member: string;
  readonly input: JsonObject;
  /** The most items on a page when the request has no `maxResults`, and the row that gives the number. */
  readonly page: number;
  readonly row: RuleId;
  /** It shows resources of others too. */
  readonly wide?: boolean;
}

/** What most lists return on a page by default. */
const usualPage = 100;

/** RunTask starts at most this many tasks (row TK1). */
const mostTasks = 10;

export const sizes: Law = {
  name: "sizes",
  says: "A list that is longer than the default page loses nothing when it is read without a page size.",
  least: 4,
  seldom: true,
  async check(context) {
    for await (const list of longLists(context)) await context.sample(() => readByDefault(context, list));
  },
};

/** A list whose default page has the usual size. */
const usualList = (operation: string, member: string, input: JsonObject, row: RuleId): LongList => ({
  operation,
  member,
  input,
  page: usualPage,
  row,
});

/** Creates one item more than a page holds, kind by kind. */
async function* longLists(context: LawContext): AsyncGenerator<LongList> {
  const familyPrefix = context.name("sizes");
  let revision: string | undefined;
  for (let index = 0; index <= usualPage; index++) revision = (await ownRevision(context, familyPrefix)) ?? revision;
  yield usualList("ListTaskDefinitions", "taskDefinitionArns", { familyPrefix }, "TD29");
  for (let index = 0; index <= usualPage; index++) await ownRevision(context, `${familyPrefix}-${index}`);
  yield usualList("ListTaskDefinitionFamilies", "families", { familyPrefix }, "TD30");
  const cluster = (await ownCluster(context, "sizes"))?.name;
  if (cluster === undefined) return;
  if (revision !== undefined) yield* longListsOf(context, cluster, revision);
  for (let index = 0; index <= usualPage; index++) await ownContainerInstance(context, cluster);
  yield usualList("ListContainerInstances", "containerInstanceArns", { cluster }, "CI6");
  for (let index = 0; index < usualPage; index++) await ownCluster(context, "sizes");
  yield { ...usualList("ListClusters", "clusterArns", {}, "CL10"), wide: true };
}

/** The services and tasks of the cluster. */
async function* longListsOf(context: LawContext, cluster: string, revision: string): AsyncGenerator<LongList> {
  const page = 10;
  for (let index = 0; index <= page; index++)
    await ownService(context, { cluster, revision, name: context.name("s"), desiredCount: 0 });
  yield { operation: "ListServices", member: "serviceArns", input: { cluster }, page, row: "SV35" };
  for (let started = 0; started <= usualPage; started += mostTasks)
    await ownTasks(context, { cluster, revision, count: mostTasks });
  yield usualList("ListTasks", "taskArns", { cluster }, "TK13");
}

/**
 * Reads the list by default between two readings with the largest page size: what is in both readings must be on a
 * page, and the first page holds no more than the default.
 */
async function readByDefault(context: LawContext, list: LongList): Promise<Sample> {
  const { operation, member, input, page, row, wide } = list;
  const own = async (more: JsonObject) =>
    (await context.list(operation, member, { ...input, ...more }, wide))?.filter(
      (item) => wide !== true || item.includes(context.prefix),
    );
  const before = await own({ maxResults: usualPage });
  const first = itemsIn(await context.output(operation, input), member);
  const all = await own({});
  const after = await own({ maxResults: usualPage });
  if (before === undefined || all === undefined || after === undefined || before.length <= page) return inconclusive;
  const missing = before.find((item) => after.includes(item) && !all.includes(item));
  const complaint = (what: string, actual: string) => ({
    operation,
    what,
    expected: `without maxResults, pages of ${page} that together have all ${before.length} items`,
    actual,
    rule: row,
  });
  if (missing !== undefined) return complaint("item skipped", `${missing} is on no page`);
  return first.length > page ? complaint("page too long", `${first.length} items on the first page`) : undefined;
}
