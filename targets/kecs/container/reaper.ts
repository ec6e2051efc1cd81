import { getContainerRuntimeClient } from "testcontainers";
import { ownerLabel, sweep } from "./ownership.ts";

/**
 * Outlives a process that started containers: `reaper.ts OWNER` removes the owner's containers when its stdin closes,
 * that is, also when the owner was killed.
 */
const [owner] = process.argv.slice(2);

process.on("SIGINT", () => {}).on("SIGTERM", () => {});
process.stdin.on("error", () => {}).resume();
await new Promise((resolve) => process.stdin.on("close", resolve));
await sweep(await getContainerRuntimeClient(), (labels) => labels[ownerLabel] === owner);
