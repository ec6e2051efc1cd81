import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { ContainerRuntimeClient } from "testcontainers";

/** The label that names the owning process, on everything that is started except what is to be reused. */
export const ownerLabel = "org.kecs-fuzz.owner";

/** Identifies this process, and no later process with the same pid. */
export const ourselves = (): string => ownerOf(process.pid);

const ownerOf = (pid: number): string => [hostname(), pid, startOf(pid) ?? ""].join("/");

/** The start time of a process in clock ticks since boot; undefined when it has ended, or the system does not tell. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, the only field that may hold spaces, is in brackets; the start is the 20th after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/** Has the process ended that a label names? A process of another machine counts as alive. */
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

/** The label that names the start for which a container or network was created. */
export const startLabel = "org.kecs-fuzz.start";

export type Labels = Readonly<Record<string, string>>;

/** Removes the containers and networks whose labels match, and returns their number. */
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

/** Ignores what another sweep has removed, or is removing, at the same time. */
async function unlessGone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode !== 404 && statusCode !== 409) throw error;
  }
}
