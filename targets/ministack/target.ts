import { type Emulator, startEmulator } from "../emulator.ts";
import { wellFormedFixtures } from "../endpoint/fixtures.ts";
import { answersWithin, ask } from "../http.ts";
import type { Target } from "../target.ts";
import { type Access, clientFor, type TargetOptions } from "../targetOptions.ts";
import { runsContainers } from "./mode.ts";

const ministack: Emulator = {
  name: "MiniStack",
  distribution: "ministack",
  executable: "ministack",
  install: "pip install ministack",
  readyPath: "/_ministack/health",
  args: () => [],
  environment: (port) => ({
    GATEWAY_PORT: String(port),
    BIND_HOST: "127.0.0.1",
    SFTP_ENABLED: "0",
    IOT_MTLS_ENABLED: "0",
    PYTHONUNBUFFERED: "1",
    // With Docker it would run containers and pull their images; it must behave in the same way on every machine.
    ...(process.env.KECS_FUZZ_CONTAINERS === "1" ? {} : { DOCKER_HOST: "unix:///nonexistent" }),
  }),
};

/** With containers, StopTask alone takes 5 s. */
const timeoutMilliseconds = 15_000;

/** Starts MiniStack in a child process. It uses a 12-digit access key as the account. */
export async function openMiniStack(options: TargetOptions): Promise<Target> {
  const { url, child, version } = await startEmulator(ministack);
  const access: Access = { url, region: "us-east-1", accessKeyId: "111122223333" };
  const reset = async () => {
    const exchange = await ask(`${url}/_ministack/reset`, { method: "POST" }, 30_000);
    if (exchange.kind !== "answered" || exchange.status !== 200) throw child.failure("could not be reset");
  };
  try {
    const containers = await runsContainers(access);
    await reset();
    return {
      name: "ministack",
      url,
      version,
      access,
      capabilities: new Set(containers ? (["tasks", "containers"] as const) : (["tasks"] as const)),
      fixtures: wellFormedFixtures,
      restSeconds: 5,
      assumptions: [`it runs ${containers ? "real containers (Docker mode)" : "no containers (metadata mode)"}`],
      client: () => clientFor(access, options, timeoutMilliseconds),
      alive: () => answersWithin(`${url}/_ministack/health`, 2000, () => child.status !== undefined),
      reset,
      log: async (since, until) => child.log(since, until),
      close: () => child.stop(),
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}
