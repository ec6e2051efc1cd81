import { readdir, readFile, readlink } from "node:fs/promises";
import pidusage from "pidusage";
import type { Target } from "./target.ts";

/** The resource usage of a process at one moment. */
export interface Usage {
  /** Percent of one core since the previous measurement. */
  readonly cpuPercent: number;
  readonly rssBytes: number;
  /** Open files and sockets; null where the system does not show them. */
  readonly descriptors: number | null;
}

/** The present resource usage of a process; undefined when it has ended or is not accessible. */
export async function usageOf(pid: number): Promise<Usage | undefined> {
  try {
    const [{ cpu, memory }, descriptors] = await Promise.all([pidusage(pid), descriptorsOf(pid)]);
    return { cpuPercent: cpu, rssBytes: memory, descriptors };
  } catch {
    return undefined;
  }
}

const descriptorsOf = (pid: number): Promise<number | null> =>
  readdir(`/proc/${pid}/fd`).then(
    ({ length }) => length,
    () => null,
  );

/** The process id of a target on this machine; undefined when it cannot be found. */
export const serverProcess = ({ pid, url }: Pick<Target, "pid" | "url">): Promise<number | undefined> =>
  pid?.() ?? listenerOn(Number(new URL(url).port));

/** Listens on behalf of a container: its resource usage is not that of the server in the container. */
const proxy = "docker-proxy";

/** The process that listens on a port of this machine, as far as Linux shows it. */
export async function listenerOn(port: number): Promise<number | undefined> {
  const inodes = await listeningSockets(port);
  for (const entry of inodes.size === 0 ? [] : await readdir("/proc").catch(() => [])) {
    const pid = Number(entry);
    if (Number.isInteger(pid) && (await holdsAny(pid, inodes))) return (await nameOf(pid)) === proxy ? undefined : pid;
  }
  return undefined;
}

const listening = "0A";

/** Inodes of the sockets that listen on a port, by `/proc/net/tcp` (man 5 proc). */
async function listeningSockets(port: number): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    const text = await readFile(table, "utf8").catch(() => "");
    for (const line of text.split("\n").slice(1)) {
      const [, local = "", , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === listening && Number.parseInt(local.split(":")[1] ?? "", 16) === port)
        found.add(`socket:[${inode}]`);
    }
  }
  return found;
}

async function holdsAny(pid: number, sockets: ReadonlySet<string>): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const each of descriptors) {
    const leadsTo = await readlink(`/proc/${pid}/fd/${each}`).catch(() => "");
    if (sockets.has(leadsTo)) return true;
  }
  return false;
}

const nameOf = (pid: number): Promise<string> =>
  readFile(`/proc/${pid}/comm`, "utf8").then(
    (text) => text.trim().slice(0, proxy.length),
    () => "",
  );
