import type { Command } from "commander";
import { Option } from "commander";
import { type BugName, bugs } from "../targets/embedded/bugs.ts";
import { type Simulator, startSimulator } from "../targets/embedded/server.ts";
import { UsageError } from "../targets/usageError.ts";
import { bugOption, listBugs, speedOption } from "./options.ts";
import type { Session } from "./session.ts";
import { wholeNumber } from "./values.ts";

interface ServeOptions {
  readonly port: number;
  readonly speed: number | "manual";
  readonly bug?: string;
  readonly jitter?: boolean;
  readonly seed: number;
  readonly traffic?: boolean;
}

const defaultPort = 5380;

export function addServeCommand(program: Command, session: Session): void {
  program
    .command("serve")
    .description("start only the simulator, for any ECS client")
    .addOption(
      new Option("--port <number>", "port; 0 for any free one").argParser(wholeNumber(0, 65_535)).default(defaultPort),
    )
    .addOption(speedOption())
    .addOption(bugOption())
    .option("--jitter", "vary the delays, depending on the seed")
    .option("--traffic", "let tasks listen on their ports, each at its own loopback address")
    .addOption(new Option("--seed <number>", "seed of --jitter").argParser(wholeNumber(0)).default(1))
    .action(async (options: ServeOptions) => {
      if (options.bug === listBugs) {
        for (const { name } of bugs) console.log(name);
        return;
      }
      const simulator = await start(options);
      console.log(simulator.url);
      if (!session.interrupt.aborted)
        await new Promise((resolve) => session.interrupt.addEventListener("abort", resolve, { once: true }));
      await simulator.close();
      session.status = 130;
    });
}

async function start({ port, speed, bug, jitter, seed, traffic }: ServeOptions): Promise<Simulator> {
  try {
    return await startSimulator({
      port,
      speed,
      jitter: jitter === true,
      seed,
      bug: bug as BugName | undefined,
      traffic: traffic === true,
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw new UsageError(`port ${port} is in use: give another --port, or 0 for any free one`);
    if (code === "EACCES")
      throw new UsageError(`port ${port} is reserved for privileged users: give a --port above 1023`);
    throw error;
  }
}
