import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { operationNames } from "../clients/schemas.ts";
import { wireClient } from "../clients/wire.ts";
import { saysUnsupported } from "../properties/judge/operationSupport.ts";

const file = join(import.meta.dirname, "../docs/records/support.json");

/** The operations that one version of a server lacks, and how that was found out. */
export interface SupportFact {
  readonly version: string;
  readonly how: string;
  readonly lacks: readonly string[];
}

export const supportFacts = (): Readonly<Record<string, SupportFact>> => JSON.parse(readFileSync(file, "utf8"));

/** Calls each operation of a running server once, without any member. */
async function ask(endpoint: string): Promise<string[]> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = wireClient({ endpoint, region: "us-east-1", credentials, timeoutMilliseconds: 10_000 });
  const lacks: string[] = [];
  for (const operation of operationNames().sort())
    if (saysUnsupported(await client.call(operation, {}))) lacks.push(operation);
  client.close();
  return lacks;
}

/** `node tools/support.ts kecs "02bca9b, test mode" http://127.0.0.1:5373` records what that server lacks. */
if (import.meta.main) {
  const [name, version, endpoint] = process.argv.slice(2);
  if (name === undefined || version === undefined || endpoint === undefined) {
    console.error("tools/support.ts: give a name, a version and the URL of the running server");
    process.exit(2);
  }
  const fact = { version, how: "each operation was asked for once, with an empty body", lacks: await ask(endpoint) };
  writeFileSync(file, `${JSON.stringify({ ...supportFacts(), [name]: fact }, null, 2)}\n`);
}
