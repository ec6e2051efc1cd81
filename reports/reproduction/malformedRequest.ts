import { parse } from "../../checker/signature.ts";
import type { Attack } from "../../properties/laws/wire/attacks.ts";
import { sampleAttacks } from "../../properties/laws/wire/sampleAttacks.ts";
import type { ReportedDivergence } from "../document.ts";
import { awsCliHead } from "./awsCli.ts";
import { shellComment, shellQuoted } from "./shell.ts";

/** Stands for the ARN of the cluster in the requests; the script puts in the one that the server returned. */
const arn = "arn:of:the:cluster";
const revision = "kecs-fuzz-wire:1";

/** The malformed request of a violation of the law `wire`: its name is in the recorded call, or in the expected value. */
export function malformedRequest({ signature, expected, exchanges = [] }: ReportedDivergence): Attack | undefined {
  const parsed = parse(signature);
  if (parsed.kind !== "law" || parsed.law !== "wire") return undefined;
  const attacks = allAttacks();
  const [, recorded] =
    /^\{"«([\w-]+)»"/.exec(exchanges.findLast(({ input }) => input.startsWith('{"«'))?.input ?? "") ?? [];
  const [, said] = /, for ([\w-]+)$/.exec(expected) ?? [];
  const kind = parsed.complaint.split(":")[0];
  return (
    attacks.find(({ name }) => name === said) ??
    attacks.find(({ name }) => name === recorded) ??
    attacks.find((attack) => attack.kind === kind && attack.operation === parsed.operation)
  );
}

const allAttacks = (): Attack[] =>
  sampleAttacks({
    arn,
    cluster: "kecs-fuzz-wire",
    stranger: "kecs-fuzz-stranger",
    revision,
    service: "kecs-fuzz-service",
    placement: {
      launchType: "FARGATE",
      networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-0a1b2c3d"] } },
    },
  });

const definition = {
  family: "kecs-fuzz-wire",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  cpu: "256",
  memory: "512",
  containerDefinitions: [{ name: "app", image: "busybox" }],
};

/** A bash script that sends this very request with curl; it fails where the server violates the law. */
export function malformedRequestScript(attack: Attack): string {
  const { request, operation } = attack;
  const headers = Object.entries(request.headers).filter(([name]) => name !== "content-length");
  const lines = [
    ...awsCliHead(true).map((line) => line.replace("needs the AWS CLI", "needs curl, the AWS CLI")),
    "",
    `arn=$(ecs create-cluster --cluster-name kecs-fuzz-wire | jq -r .cluster.clusterArn)`,
    ...(operation === "CreateService"
      ? [`ecs register-task-definition --cli-input-json ${shellQuoted(JSON.stringify(definition))}`]
      : []),
    "",
    shellComment(`the request ${attack.name}`),
    `reply=$({ ${pieces(Buffer.from(request.body)).join("; ")}; } |`,
    `  curl --silent --show-error --max-time 30 --include --request ${request.method} --write-out '\\n%{http_code}' "\${ENDPOINT:?}" \\`,
    ...headers.map(([name, value]) => `    --header ${shellQuoted(`${name}: ${value}`)} \\`),
    "    --data-binary @-)",
    `echo "$reply"`,
    ...traceOf(attack),
    ...verdict(attack),
  ];
  return `${lines.join("\n")}\n`;
}

/** How many of the two tags that the request names are there afterwards. */
const traceOf = ({ operation, name }: Attack): string[] =>
  operation === "TagResource"
    ? [
        `tags=$(ecs list-tags-for-resource --resource-arn "$arn" | jq '[.tags[].key | select(startswith("${name}-"))] | length')`,
        `echo "tags of the request that the cluster has afterwards: $tags of 2"`,
      ]
    : [];

function verdict({ refused, operation, name }: Attack): string[] {
  const isTagging = operation === "TagResource";
  const isRefused = `$status == 4??${isTagging ? " && $tags == 0" : ""}`;
  // Two values for one key: no rule says which of them counts.
  const isServed = `$status == 2??${isTagging && name !== "duplicate-keys" ? " && $tags == 2" : ""}`;
  const [condition, wanted] = refused
    ? [
        `[[ ${isRefused} ]] && grep --quiet -E '"__type"|"code"|<Code>' <<<"$reply"`,
        "refuses it with a 4xx and an error type, and does nothing",
      ]
    : [`[[ (${isRefused}) || (${isServed}) ]]`, "serves it completely, or refuses it with a 4xx and does nothing"];
  return [
    'status=$(tail -n 1 <<<"$reply")',
    `if ${condition}; then echo 'as ECS'; else echo 'FAIL: ECS ${wanted}'; false; fi`,
  ];
}

/** Commands whose output is the body: any byte as itself, the ARN from the variable, long repetitions generated. */
function pieces(body: Buffer): string[] {
  const text = body.toString("latin1");
  const runs = text.split(/((.)\2{499,})/s).filter((_, index) => index % 3 !== 2);
  return runs.flatMap((part, index) =>
    index % 2 === 1
      ? [`head -c ${part.length} /dev/zero | tr '\\0' ${shellQuoted(part.charAt(0))}`]
      : part.split(arn).flatMap((literal, at) => [...(at > 0 ? [`printf %s "$arn"`] : []), ...printed(literal)]),
  );
}

const printed = (latin: string): string[] => {
  if (latin === "") return [];
  const escaped = latin.replaceAll(/[%\\]|[^\x20-\x7e]/g, (character) =>
    character === "%" ? "%%" : `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
  return [`printf -- ${shellQuoted(escaped)}`];
};
