import { isBugName } from "./bugs.ts";
import { type SimulatorOptions, startSimulator } from "./server.ts";

/** Runs a simulator in its own process: prints its URL, and ends when its parent process ends. */
const { bug, ...options } = JSON.parse(process.argv[2] ?? "{}") as Omit<SimulatorOptions, "bug"> & {
  bug?: string | null;
};
if (bug && !isBugName(bug)) {
  console.error(`There is no bug ${bug}.`);
  process.exit(2);
}
const simulator = await startSimulator({ ...options, bug: bug && isBugName(bug) ? bug : undefined });

const end = () => {
  void simulator.close().then(() => process.exit(0));
};
process.on("SIGTERM", end);
process.on("SIGINT", end);
process.on("disconnect", end);
process.stdin.on("end", end);
process.stdin.on("error", end);
process.stdin.resume();

console.log(simulator.url);
