import type { RawRequest } from "../../../clients/connection.ts";
import type { WireClient } from "../../../clients/wire.ts";

/** The target of a malformed request: each call would leave a trace if the server executed it. */
export interface Aim {
  /** The cluster to tag. */
  readonly arn: string;
  readonly cluster: string;
  /** A name of no existing cluster. */
  readonly stranger: string;
  readonly revision: string;
  /** A name of no existing service. */
  readonly service: string;
  /** The launch type and network of a service with the revision. */
  readonly placement: Body;
}

/** A request that no client of ECS would send. */
export interface Attack {
  readonly name: string;
  /** The kind of an attack: all attacks of a kind fail for one reason. */
  readonly kind: string;
  readonly operation: string;
  /** Must it be refused? If no row describes it, it may also be served, but then completely. */
  readonly refused: boolean;
  readonly request: RawRequest;
}

type Body = Readonly<Record<string, unknown>>;

/** Two tags whose keys name the attack: one without the other is a partial effect. */
export const keysOf = (attack: string): readonly [string, string] => [`${attack}-1`, `${attack}-2`];

export const tagsOf = (attack: string) => keysOf(attack).map((key) => ({ key, value: "1" }));

/** Attacks of one kind fail for one reason; any other attack is a kind of its own. */
const kinds: Readonly<Record<string, RegExp>> = {
  "bad JSON": /^(cut-json|trailing-text|single-quotes|byte-order-mark)$/,
  "wrong JSON type": /-for-/,
  target: /-target$/,
  method: /^method-/,
  "chunked body": /^chunked/,
  "deep JSON": /^deep-/,
};

const kindOf = (name: string): string => Object.keys(kinds).find((kind) => kinds[kind]?.test(name)) ?? name;

/** All attacks; those that must be refused come first. */
export function attacksOn(aim: Aim, client: WireClient): Attack[] {
  const tagging = (name: string): Body => ({ resourceArn: aim.arn, tags: tagsOf(name) });
  const attack = (name: string, refused: boolean, operation: string, spoil: () => RawRequest): Attack => ({
    name,
    kind: kindOf(name),
    operation,
    refused,
    request: spoil(),
  });
  const body = (name: string, refused: boolean, operation: string, text: string): Attack =>
    attack(name, refused, operation, () => client.request(operation, text));
  const wrongType = (name: string, operation: string, input: Body): Attack =>
    body(name, true, operation, JSON.stringify(input));
  const sound = (name: string): RawRequest => client.request("TagResource", JSON.stringify(tagging(name)));
  const bytes = (name: string, refused: boolean, content: Buffer): Attack =>
    attack(name, refused, "TagResource", () => withBody(sound(name), content));
  const spelled = (name: string, refused: boolean, spell: (text: string) => string): Attack =>
    body(name, refused, "TagResource", spell(JSON.stringify(tagging(name))));

  return [
    spelled("cut-json", true, (text) => text.slice(0, -1)),
    spelled("trailing-text", true, (text) => `${text} and more`),
    spelled("single-quotes", true, (text) => text.replaceAll('"', "'")),
    spelled("list-for-body", true, (text) => `[${text}]`),
    spelled("text-for-body", true, (text) => JSON.stringify(text)),
    wrongType("structure-for-list", "TagResource", {
      ...tagging("structure-for-list"),
      tags: { key: "a", value: "1" },
    }),
    wrongType("number-for-text", "TagResource", {
      resourceArn: aim.arn,
      tags: [tagsOf("number-for-text")[0], { key: keysOf("number-for-text")[1], value: 1 }],
    }),
    wrongType("text-for-list", "CreateCluster", { clusterName: aim.stranger, tags: "x" }),
    wrongType("list-for-structure", "CreateCluster", { clusterName: aim.stranger, configuration: [] }),
    wrongType("text-for-number", "CreateService", serviceOf(aim, { desiredCount: "0" })),
    wrongType("text-for-truth", "CreateService", serviceOf(aim, { desiredCount: 0, enableExecuteCommand: "no" })),
    attack("no-target", true, "TagResource", () => withTarget(sound("no-target"), undefined)),
    attack("unknown-target", true, "TagResource", () =>
      withTarget(sound("unknown-target"), "NoSuchService.TagResource"),
    ),
    attack("unknown-operation", true, "TagResource", () =>
      withTarget(sound("unknown-operation"), "AmazonEC2ContainerServiceV20141113.TagEverything"),
    ),
    ...["GET", "PUT", "DELETE"].map((method) =>
      attack(`method-${method.toLowerCase()}`, true, "TagResource", () => ({
        ...sound(`method-${method.toLowerCase()}`),
        method,
      })),
    ),
    attack("chunked", false, "TagResource", () => chunked(sound("chunked"))),
    attack("chunked-read", false, "DescribeClusters", () =>
      chunked(client.request("DescribeClusters", JSON.stringify({ clusters: [aim.cluster] }))),
    ),
    spelled("duplicate-keys", false, (text) => text.replace(/^\{/, `{"tags":[],`)),
    spelled("deep-unknown-member", false, (text) => text.replace(/^\{/, `{"nothing":${nested(20_000)},`)),
    spelled("deep-known-member", true, (text) => text.replace(/"tags":.*\}$/, `"tags":${nested(20_000)}}`)),
    body(
      "deep-kept-member",
      false,
      "UpdateCluster",
      `{"cluster":${JSON.stringify(aim.cluster)},"settings":${enabled},"configuration":{"executeCommandConfiguration":{"nothing":${nested(2_000)}}}}`,
    ),
    spelled("large-body", false, (text) => text.replace(/^\{/, `{"nothing":"${"x".repeat(2 * 1024 * 1024)}",`)),
    bytes("invalid-utf8", false, spoiled(sound("invalid-utf8"))),
    spelled("lone-surrogate", false, (text) => text.replace('"value":"1"', '"value":"\\ud800"')),
    spelled("byte-order-mark", false, (text) => `\ufeff${text}`),
    spelled("prototype-member", false, (text) => text.replace(/^\{/, `{"__proto__":{"tags":[]},"constructor":1,`)),
    attack("other-content-type", false, "TagResource", () => ({
      ...sound("other-content-type"),
      headers: { ...sound("other-content-type").headers, "content-type": "text/plain" },
    })),
  ];
}

const serviceOf = ({ cluster, revision, service, placement }: Aim, more: Body): Body => ({
  cluster,
  serviceName: service,
  taskDefinition: revision,
  ...placement,
  ...more,
});

const enabled = JSON.stringify([{ name: "containerInsights", value: "enabled" }]);

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

const withBody = (request: RawRequest, body: Buffer): RawRequest => ({
  ...request,
  headers: { ...request.headers, "content-length": String(body.length) },
  body,
});

function withTarget(request: RawRequest, target: string | undefined): RawRequest {
  const { "x-amz-target": _, ...headers } = request.headers;
  return { ...request, headers: target === undefined ? headers : { ...headers, "x-amz-target": target } };
}

/** With this header, Node sends the body in chunks. */
function chunked(request: RawRequest): RawRequest {
  const { "content-length": _, ...headers } = request.headers;
  return { ...request, headers: { ...headers, "transfer-encoding": "chunked" } };
}

/** A byte that is not UTF-8, inside a tag's value. */
function spoiled({ body }: RawRequest): Buffer {
  const text = body.toString();
  const place = text.indexOf('"value":"1"') + '"value":"'.length;
  return Buffer.concat([Buffer.from(text.slice(0, place)), Buffer.from([0xff]), Buffer.from(text.slice(place))]);
}
