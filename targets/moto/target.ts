import { type Emulator, startEmulator } from "../emulator.ts";
import { answersWithin, ask } from "../http.ts";
import { type Target, TargetError } from "../target.ts";
import { type Access, clientFor, type TargetOptions } from "../targetOptions.ts";
import { createFixtures } from "./fixtures.ts";

const moto: Emulator = {
  name: "moto",
  distribution: "moto",
  executable: "moto_server",
  install: "pip install 'moto[server]'",
  readyPath: "/moto-api/",
  args: (port) => ["-H", "127.0.0.1", "-p", String(port)],
  environment: () => ({ PYTHONUNBUFFERED: "1" }),
};

/** Starts moto in a child process. */
export async function openMoto(options: TargetOptions): Promise<Target> {
  const { url, child, version } = await startEmulator(moto);
  const access: Access = { url, region: "us-east-1", accessKeyId: "AKIAKECSFUZZ00000000" };
  let resets = 0;
  try {
    const fixtures = await createFixtures(access, resets);
    return {
      name: "moto",
      url,
      version,
      access,
      capabilities: new Set(["tasks"] as const),
      fixtures,
      restSeconds: 5,
      assumptions: [],
      client: () => clientFor(access, options, 10_000),
      alive: () => answersWithin(`${url}/moto-api/`, 2000, () => child.status !== undefined),
      async reset() {
        const exchange = await ask(`${url}/moto-api/reset`, { method: "POST" }, 30_000);
        if (exchange.kind !== "answered" || exchange.status !== 200) throw child.failure("could not be reset");
        const { subnets } = await createFixtures(access, ++resets);
        // The ids come from a seed, so that plans from before the reset name existing resources.
        if (subnets[0] !== fixtures.subnets[0]) throw new TargetError("moto returned other subnet ids after its reset");
      },
      log: async (since, until) => child.log(since, until),
      close: () => child.stop(),
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}
