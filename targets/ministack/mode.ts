import type { Json } from "../../clients/client.ts";
import { wireClient } from "../../clients/wire.ts";
import type { Access } from "../targetOptions.ts";

/**
 * Does this MiniStack run containers? No API tells, but without containers a task is RUNNING already in the reply of
 * RunTask. The image does not exist, so that no container starts; the reset afterwards removes everything.
 */
export async function runsContainers(access: Access): Promise<boolean> {
  const client = wireClient({
    endpoint: access.url,
    region: access.region,
    credentials: { accessKeyId: "999999999999", secretAccessKey: "kecs-fuzz" },
    timeoutMilliseconds: 15_000,
  });
  try {
    await client.call("CreateCluster", { clusterName: "mode" });
    await client.call("RegisterTaskDefinition", {
      family: "mode",
      containerDefinitions: [{ name: "mode", image: "kecs-fuzz.invalid/no-such-image", memory: 8 }],
    });
    const exchange = await client.call("RunTask", { cluster: "mode", taskDefinition: "mode" });
    if (exchange.kind === "unanswered") return false;
    const tasks = (exchange.json as { tasks?: { lastStatus?: Json }[] } | undefined)?.tasks;
    return tasks?.[0] !== undefined && tasks[0].lastStatus !== "RUNNING";
  } finally {
    client.close();
  }
}
