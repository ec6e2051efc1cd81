import { spawn } from "node:child_process";

/**
 * Runs a server that does not watch its parent: `supervise.ts COMMAND ARGUMENT…`. The server gets a process group of
 * its own, which is ended when this program's stdin closes, that is, also when the parent was killed.
 */
const [command = "", ...args] = process.argv.slice(2);
const server = spawn(command, args, { detached: true, stdio: ["ignore", "inherit", "inherit"] });

function signal(name: NodeJS.Signals): void {
  try {
    if (server.pid) process.kill(-server.pid, name);
  } catch {
    // The group has ended already.
  }
}

function end(): void {
  signal("SIGTERM");
  setTimeout(() => signal("SIGKILL"), 2000);
}

server.on("error", (error) => {
  console.error(error.message);
  process.exit(127);
});
server.on("exit", (code) => {
  signal("SIGKILL"); // processes that it left in its group
  process.exit(code ?? 1);
});
process.on("SIGTERM", end);
process.on("SIGINT", end);
process.stdin.on("close", end).on("error", end).resume();
