import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { ContainerRuntimeClient } from "testcontainers";

/** On everything we start but what is to be reused: which process it belongs to. */
export const ownerLabel = "org.kecs-fuzz.owner";

/** This process, so that no later one of the same number is taken for it. */
export const ourselves = (): string => ownerOf(process.pid);

const ownerOf = (pid: number): string => [hostname(), pid, startOf(pid) ?? ""].join("/");

/** When a process began, in clock ticks since boot; undefined where it is over, or the system does not say. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, the only field that may hold spaces, is in brackets; the start is the 20th after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/** Is the process over that a label names? One of another machine may live. */
export function isOrphan(labels: Labels): boolean {
  const [host, number, start] = (labels[ownerLabel] ?? "").split("/");
  const pid = Number(number);
  if (host !== hostname() || !Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
  }
  return start !== "" && startOf(pid) !== start;
}

/** Beside it: which of its starts a thing was made for. */
export const startLabel = "org.kecs-fuzz.start";

export type Labels = Readonly<Record<string, string>>;

/** Removes what carries our label and is meant, containers and networks, and says how many there were. */
export async function sweep(client: ContainerRuntimeClient, isMeant: (labels: Labels) => boolean): Promise<number> {
  const { dockerode } = client.container;
  const filters = { label: [ownerLabel] };
  const meant = ({ Labels }: { Labels?: Record<string, string> | undefined }): boolean => isMeant(Labels ?? {});
  const containers = (await dockerode.listContainers({ all: true, filters })).filter(meant);
  await Promise.all(
    containers.map(({ Id }) => unlessGone(dockerode.getContainer(Id).remove({ force: true, v: true }))),
  );
  const networks = (await dockerode.listNetworks({ filters })).filter(meant);
  await Promise.all(networks.map(({ Id }) => unlessGone(dockerode.getNetwork(Id).remove())));
  return containers.length + networks.length;
}

/** Two sweeps at once are as good as one: what another has removed, or is about to, needs nothing more. */
async function unlessGone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode !== 404 && statusCode !== 409) throw error;
  }
}
