import type { JsonObject } from "../../clients/client.ts";
import { itemsIn, textIn } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { LawContext, Sample, Violation } from "./lawContext.ts";
import { inconclusive } from "./lawContext.ts";
import { ownCluster, ownContainerInstance, ownRevision, ownService, ownTasks } from "./lawFixtures.ts";

/** A list of resources that this run created. */
interface Listing {
  readonly operation: string;
  readonly member: string;
  readonly input: JsonObject;
  /** It shows resources of others too: their writes must wait, and their items are skipped. */
  readonly wide?: boolean;
  /** Removes an item from the list, if that takes effect at once. */
  readonly remove?: (item: string) => Promise<boolean>;
}

/** This many items make several pages. */
const items = 4;

export const pages: Law = {
  name: "pages",
  says: "The union of all pages is the whole list, for every page size; deletes in between hide no living item.",
  least: 6,
  async check(context) {
    for (const listing of await listings(context)) {
      const complaint = await firstWrong(context, listing);
      if (complaint !== undefined) context.report(complaint);
    }
  },
};

/** The first fault in the pages of a list: further faults most likely have the same cause. */
async function firstWrong(context: LawContext, listing: Listing): Promise<Violation | undefined> {
  for (const size of await sizesFor(context, listing)) {
    const complaint = await context.judge(() => unionOfPages(context, listing, size));
    if (complaint !== undefined) return complaint;
  }
  return listing.remove && context.judge(() => deleteInBetween(context, listing));
}

/** Every page size up to one page for all; for a list with items of others, sizes that make only a few pages. */
async function sizesFor(context: LawContext, { operation, member, input, wide }: Listing): Promise<number[]> {
  const length = (await context.list(operation, member, input, wide))?.length ?? 0;
  if (wide) return length === 0 ? [] : [7, 2].map((pages) => Math.ceil(length / pages)).filter((size) => size <= 100);
  return Array.from({ length: Math.min(items, length) + 1 }, (_, index) => index + 1);
}

async function listings(context: LawContext): Promise<Listing[]> {
  const found: Listing[] = [];
  const family = context.name("pages");
  let revision: string | undefined;
  for (let index = 0; index < items; index++) revision = (await ownRevision(context, family)) ?? revision;
  await ownRevision(context, `${family}-b`);
  found.push({
    operation: "ListTaskDefinitionFamilies",
    member: "families",
    input: { familyPrefix: context.prefix },
  });
  const cluster = (await ownCluster(context, "pages"))?.name;
  if (cluster !== undefined && revision !== undefined) {
    const [name, startedBy] = [context.name("s"), "law"];
    for (let index = 0; index < items; index++)
      await ownService(context, { cluster, revision, name: `${name}-${index}`, desiredCount: 0 });
    found.push({
      operation: "ListServices",
      member: "serviceArns",
      input: { cluster },
      remove: (service) => accepted(context, "DeleteService", { cluster, service, force: true }),
    });
    found.push({ operation: "ListClusters", member: "clusterArns", input: {}, wide: true });
    found.push(await deployments(context, cluster, revision));
    for (let index = 1; index < items; index++) await ownContainerInstance(context, cluster);
    found.push({ operation: "ListContainerInstances", member: "containerInstanceArns", input: { cluster } });
    if ((await ownTasks(context, { cluster, revision, count: items }, { startedBy })).length > 0)
      found.push({
        operation: "ListTasks",
        member: "taskArns",
        input: { cluster, startedBy },
        remove: (task) => accepted(context, "StopTask", { cluster, task }),
      });
  }
  found.push({
    operation: "ListTaskDefinitions",
    member: "taskDefinitionArns",
    input: { familyPrefix: family },
    remove: (taskDefinition) => accepted(context, "DeregisterTaskDefinition", { taskDefinition }),
  });
  return found;
}

/** A service that was rolled out three times. */
async function deployments(context: LawContext, cluster: string, revision: string): Promise<Listing> {
  const service = context.name("s");
  await ownService(context, { cluster, revision, name: service, desiredCount: 0 });
  for (let index = 1; index < 3; index++)
    await context.ask("UpdateService", { cluster, service, forceNewDeployment: true });
  return { operation: "ListServiceDeployments", member: "serviceDeployments", input: { cluster, service } };
}

async function accepted(context: LawContext, operation: string, input: JsonObject): Promise<boolean> {
  return (await context.ask(operation, input))?.kind === "accepted";
}

/**
 * Reads the whole list before and after its pages: an item in both must be on a page, and no page may have an item that
 * is in neither.
 */
async function unionOfPages(context: LawContext, listing: Listing, size: number): Promise<Sample> {
  const { operation, member, input, wide } = listing;
  const list = async (maxResults: number) =>
    (await context.list(operation, member, { ...input, maxResults }, wide))?.filter(
      (item) => wide !== true || item.includes(context.prefix),
    );
  const whole = () => list(mostOnAPage);
  const before = await whole();
  const paged = await (wide ? list(size) : turn(context, listing, size));
  const after = await whole();
  if (before === undefined || after === undefined || paged === undefined) return inconclusive;
  const required = before.filter((item) => after.includes(item));
  const legal = new Set([...before, ...after]);
  const missing = required.find((item) => !paged.includes(item));
  const complaint = (what: string, actual: string) => ({
    operation,
    what,
    expected: `in pages of ${size} what is in one page of ${mostOnAPage}: ${before.length} items`,
    actual,
    rule: "LI3" as const,
  });
  if (missing !== undefined) return complaint("item skipped", `${missing} is on no page`);
  const strange = paged.find((item) => !legal.has(item));
  if (strange !== undefined) return complaint("item made up", `${strange} is on a page`);
  const twice = paged.find((item, index) => paged.indexOf(item) !== index);
  if (twice !== undefined && before.length === after.length && required.length === before.length)
    return complaint("item twice", `${twice} is on two pages`);
  return undefined;
}

/** All resources that runs of laws create fit on one page. */
const mostOnAPage = 100;

/** After this many pages for so few items, the list counts as endless. */
const mostPages = 60;

/**
 * The items of all pages; undefined when a page is refused or the pages never end, which the sequential property
 * reports.
 */
async function turn(
  context: LawContext,
  { operation, member, input }: Listing,
  size: number,
  between?: (first: readonly string[]) => Promise<boolean>,
): Promise<string[] | undefined> {
  const found: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const output = await context.output(operation, {
      ...input,
      maxResults: size,
      ...(token === undefined ? {} : { nextToken: token }),
    });
    if (output === undefined) return undefined;
    found.push(...itemsIn(output, member));
    token = textIn(output, "nextToken");
    if (page === 0 && between !== undefined && (token === undefined || !(await between(found)))) return undefined;
    if (token === undefined || token === "") return found;
  }
  return undefined;
}

/**
 * Removes the first item after the first page was read: every item that exists before and after must be on a page (row
 * CC9).
 */
async function deleteInBetween(context: LawContext, listing: Listing): Promise<Sample> {
  const { operation, member, input, remove } = listing;
  const whole = () => context.list(operation, member, { ...input, maxResults: mostOnAPage });
  const before = await whole();
  if (before === undefined || before.length < 2) return inconclusive;
  const paged = await turn(
    context,
    listing,
    1,
    async ([first]) => first !== undefined && (await remove?.(first)) === true,
  );
  const after = await whole();
  if (paged === undefined || after === undefined) return inconclusive;
  const missing = before.find((item) => after.includes(item) && !paged.includes(item));
  if (missing === undefined) return undefined;
  return {
    operation,
    what: "item skipped after a delete",
    expected: "every item that lives before and after is on a page, though another is deleted meanwhile",
    actual: `${missing} is on no page`,
    rule: "LI3",
  };
}
