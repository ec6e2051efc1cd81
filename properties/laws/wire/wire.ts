import type { Exchange, JsonObject } from "../../../clients/client.ts";
import { isWireClient } from "../../../clients/wire.ts";
import { objectsIn, textIn } from "../jsonMembers.ts";
import type { Law } from "../law.ts";
import type { LawContext, Violation } from "../lawContext.ts";
import { onFargate, ownCluster, ownRevision } from "../lawFixtures.ts";
import { type Aim, type Attack, attacksOn, keysOf, tagsOf } from "./attacks.ts";

export const wire: Law = {
  name: "wire",
  says: "What is no request is refused with a 4xx and an error type, and changes nothing; nothing is ever half done.",
  least: 12,
  async check(context) {
    const { client } = context.run;
    if (!isWireClient(client)) return;
    const cluster = await ownCluster(context, "wire", { tags: [{ key: "kept", value: "1" }] });
    const revision = await ownRevision(context, context.name("wire"));
    if (cluster === undefined || revision === undefined) return;
    const stranger = context.name("stranger");
    context.clusters.add(stranger);
    const aim = {
      ...cluster,
      cluster: cluster.name,
      stranger,
      revision,
      service: context.name("s"),
      placement: onFargate(context),
    };
    const attacks = attacksOn(aim, client);
    // Violations by all attacks of a kind are one fault, for all operations.
    const reported = new Set<string>();
    const traceable = await traceableIn(context, aim, new Set(attacks.map(({ operation }) => operation)));
    for (const attack of attacks.filter(({ operation }) => traceable.has(operation))) {
      const input = { [`«${attack.name}»`]: shortened(attack.request.body.toString()) };
      const ask = () => client.send(attack.request);
      const exchange = await context.through(attack.operation, input, ask, () => crashed(attack));
      const done = await effectOf(context, aim, attack.operation, attack.name, exchange);
      const complaint = wrongIn(attack, exchange, done);
      if (complaint === undefined) context.passed();
      else if (!reported.has(complaint.what)) {
        reported.add(complaint.what);
        context.report(complaint);
      }
      if (done !== "nothing") await undo(context, aim, attack.operation, attack.name);
    }
  },
};

/** The operations whose traces can be read; for tagging, those for which the well-formed request works. */
async function traceableIn(
  context: LawContext,
  aim: Aim,
  operations: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const traceable = new Set<string>();
  for (const operation of operations)
    if ((await effectOf(context, aim, operation, plain)) === "nothing") traceable.add(operation);
  await context.ask("TagResource", { resourceArn: aim.arn, tags: tagsOf(plain) });
  if ((await effectOf(context, aim, "TagResource", plain)) !== "all") traceable.delete("TagResource");
  await undo(context, aim, "TagResource", plain);
  return traceable;
}

const plain = "plain";

const crashed = ({ kind, operation }: Attack): Violation => ({
  operation,
  what: `${kind}: crash`,
  expected: "a server that stays up",
  actual: "the server went away",
  rule: "P1",
});

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

/** How much of a request was executed; undefined when the server does not reply any more. */
type Effect = "nothing" | "half" | "all" | undefined;

const wholly = (done: boolean): Effect => (done ? "all" : "nothing");

/** Reads the traces of an attack. */
async function effectOf(
  context: LawContext,
  aim: Aim,
  operation: string,
  name: string,
  exchange?: Exchange,
): Promise<Effect> {
  const clusters = async (cluster: string, include: readonly string[] = []) => {
    const output = await context.output("DescribeClusters", { clusters: [cluster], include: [...include] });
    return output && objectsIn(output, "clusters");
  };
  switch (operation) {
    case "DescribeClusters":
      return wholly(exchange?.kind === "answered" && exchange.text.includes(aim.arn));
    case "CreateCluster": {
      const found = await clusters(aim.stranger);
      return found && wholly(found.some((cluster) => textIn(cluster, "status") === "ACTIVE"));
    }
    case "UpdateCluster": {
      const found = await clusters(aim.cluster, ["SETTINGS", "CONFIGURATIONS"]);
      return found?.[0] && wholly(objectsIn(found[0], "settings").some(({ value }) => value === "enabled"));
    }
    case "CreateService": {
      const arns = await context.list("ListServices", "serviceArns", { cluster: aim.cluster, maxResults: 100 });
      return arns && wholly(arns.some((arn) => arn.endsWith(`/${aim.service}`)));
    }
    default: {
      const output = await context.output("ListTagsForResource", { resourceArn: aim.arn });
      if (output === undefined) return undefined;
      const keys = objectsIn(output, "tags").map((tag) => textIn(tag, "key"));
      const found = keysOf(name).filter((key) => keys.includes(key)).length;
      return found === 1 || !keys.includes("kept") ? "half" : wholly(found === 2);
    }
  }
}

function wrongIn(attack: Attack, exchange: Exchange, effect: Effect): Violation | undefined {
  const { name, kind, operation, refused } = attack;
  const actual = replyOf(exchange);
  const complaint = (what: string, expected: string, more = ""): Violation => ({
    operation,
    what: `${kind}: ${what}`,
    expected: `${expected}, for ${name}`,
    actual: actual + more,
    rule: refused ? "P3" : undefined,
  });
  const wanted = refused ? "a 4xx with an error type" : "the call, or a 4xx with an error type";
  if (exchange.kind === "unanswered" && exchange.cause === "timeout") return complaint("no answer", wanted);
  const status = exchange.kind === "answered" ? exchange.status : undefined;
  if (status !== undefined && status >= 500) return complaint(`HTTP ${status}`, wanted);
  if (effect === undefined)
    return complaint("unreadable afterwards", "what it is aimed at as it was", ", and it cannot be read");
  if (effect === "half") return complaint("half done", "all of it or nothing", ", and one of two tags is there");
  const isRefused = status === undefined || (status >= 400 && status < 500);
  if (isRefused && effect === "all") return complaint("refused but done", "nothing done", ", and yet it is done");
  if (refused && !isRefused) return complaint("served", wanted, effect === "all" ? ", and it is done" : "");
  if (refused && exchange.kind === "answered" && !hasErrorType(exchange)) return complaint("no error type", wanted);
  // Two values for one key: no rule says which of them counts.
  if (!isRefused && effect === "nothing" && name !== "duplicate-keys")
    return complaint("served but not done", "what the plain request does", ", and nothing is done");
  return undefined;
}

const replyOf = (exchange: Exchange): string =>
  exchange.kind === "unanswered"
    ? `${exchange.cause}: ${exchange.detail}`
    : `HTTP ${exchange.status} ${shortened(exchange.text.replaceAll(/\s+/g, " "))}`;

/** A server of several services may not know which service's error it is: the type counts, also in XML. */
function hasErrorType({ json, text }: Extract<Exchange, { kind: "answered" }>): boolean {
  const type =
    typeof json === "object" && json !== null && !Array.isArray(json) ? (json.__type ?? json.code) : undefined;
  return typeof type === "string" || /<Code>\w+<\/Code>/.test(text);
}

/** Removes what an attack left, so that the next one starts from the same state. */
async function undo(context: LawContext, aim: Aim, operation: string, name: string): Promise<void> {
  const input: Record<string, JsonObject> = {
    CreateCluster: { cluster: aim.stranger },
    CreateService: { cluster: aim.cluster, service: aim.service, force: true },
    TagResource: { resourceArn: aim.arn, tagKeys: [...keysOf(name)] },
  };
  const inverse: Record<string, string> = {
    CreateCluster: "DeleteCluster",
    CreateService: "DeleteService",
    TagResource: "UntagResource",
  };
  const undoing = inverse[operation];
  if (undoing !== undefined) await context.ask(undoing, input[operation] ?? {});
}
