import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Exchange } from "../clients/client.ts";
import { wireClient } from "../clients/wire.ts";
import { parseAnswer } from "../properties/judge/parseAnswer.ts";
import { attacksOn } from "../properties/laws/wire/attacks.ts";

const file = join(import.meta.dirname, "../docs/records/wire-answers.json");
const page = join(import.meta.dirname, "../docs/wire-answers.md");

/** The replies of one version of a server to each attack, by the attack's name. */
interface WireAnswers {
  readonly version: string;
  readonly answers: Readonly<Record<string, string>>;
}

const recorded = (): Record<string, WireAnswers> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, WireAnswers>) : {};

/** Sends each attack of the law `wire` to a running server once, based on a cluster created for it. */
async function ask(endpoint: string): Promise<Record<string, string>> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = wireClient({ endpoint, region: "us-east-1", credentials, timeoutMilliseconds: 5000 });
  const cluster = "wire-answers";
  const made = await client.call("CreateCluster", { clusterName: cluster });
  const { cluster: shown } = (made.kind === "answered" ? made.json : undefined) as { cluster: { clusterArn: string } };
  const aim = {
    arn: shown.clusterArn,
    cluster,
    stranger: "wire-stranger",
    revision: "wire:1",
    service: "wire",
    placement: { launchType: "FARGATE" },
  };
  const answers: Record<string, string> = {};
  for (const { name, request } of attacksOn(aim, client)) answers[name] = inWords(await client.send(request));
  await client.call("DeleteCluster", { cluster });
  client.close();
  return answers;
}

function inWords(exchange: Exchange): string {
  if (exchange.kind === "unanswered") return exchange.cause;
  const answer = parseAnswer(exchange);
  if (answer.kind === "accepted") return "200";
  const xml = /<Code>(\w+)<\/Code>/.exec(exchange.text)?.[1];
  return `${exchange.status} ${answer.kind === "refused" ? answer.type : (xml ?? answer.problem)}`;
}

/** `docs/wire-answers.md`: the replies of each recorded server to malformed requests. */
export function wirePage(): string {
  const servers = Object.entries(recorded());
  const [first] = servers;
  const names = first === undefined ? [] : Object.keys(first[1].answers);
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return `# Replies to malformed requests

The reply to each attack of the law \`wire\` (\`properties/laws/wire/attacks.ts\`): status and error type. The law requires a 4xx with an
error type for a malformed request, and never permits a 5xx, a missing reply or a partial effect.
Recorded by \`node tools/wireAnswers.ts NAME VERSION URL\`.

${row(["attack", ...servers.map(([name, { version }]) => `${name} ${version}`)])}
${row(["---", ...servers.map(() => "---")])}
${names.map((name) => row([name, ...servers.map(([, { answers }]) => answers[name] ?? "")])).join("\n")}
`;
}

if (import.meta.main) {
  const [name, version, endpoint] = process.argv.slice(2);
  if (name === undefined || version === undefined || endpoint === undefined) {
    console.error("tools/wireAnswers.ts: give a name, a version and the URL of the running server");
    process.exit(2);
  }
  const answers = { ...recorded(), [name]: { version, answers: await ask(endpoint) } };
  writeFileSync(file, `${JSON.stringify(answers, null, 2)}\n`);
  writeFileSync(page, wirePage());
}
