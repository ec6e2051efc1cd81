import { wellFormedFixtures } from "../endpoint/fixtures.ts";
import { probeEcs } from "../endpoint/probe.ts";
import { answersWithin } from "../http.ts";
import { endpointUrl } from "../loopback.ts";
import { type Target, TargetError } from "../target.ts";
import { type Access, clientFor, type TargetOptions } from "../target-options.ts";

/** Stock KECS in test mode panics 15 s after each start; whoever keeps it up has it back within a second. */
const patienceMilliseconds = 10_000;
const timeoutMilliseconds = 10_000;

/** A KECS that somebody keeps running, in any mode: KECS_ENDPOINT says where. */
export async function openKecs(options: TargetOptions & { readonly allowRemote: boolean }): Promise<Target> {
  const endpoint = process.env.KECS_ENDPOINT;
  if (!endpoint) throw new TargetError("no KECS: set KECS_ENDPOINT to its URL, such as http://127.0.0.1:5373");
  const url = endpointUrl(endpoint, options.allowRemote).href;
  const access: Access = { url, region: "us-east-1", accessKeyId: "AKIAKECSFUZZ00000000" };
  const credentials = { accessKeyId: access.accessKeyId, secretAccessKey: "kecs-fuzz" };
  await probeEcs({ endpoint: url, region: access.region, credentials, timeoutMilliseconds }, patienceMilliseconds);
  return {
    name: "kecs",
    url,
    access,
    capabilities: new Set(["tasks"] as const),
    fixtures: wellFormedFixtures,
    restSeconds: 12,
    assumptions: [],
    client: () => clientFor(access, options, timeoutMilliseconds),
    alive: () => answersWithin(url, patienceMilliseconds),
    close: async () => {},
  };
}
