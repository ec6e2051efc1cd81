import { getContainerRuntimeClient } from "testcontainers";

/** The process of a container as this machine knows it; undefined where it does not run, or not on this machine. */
export async function processOf(id: string): Promise<number | undefined> {
  try {
    const client = await getContainerRuntimeClient();
    const { State } = await client.container.getById(id).inspect();
    return State.Running && State.Pid > 0 ? State.Pid : undefined;
  } catch {
    return undefined;
  }
}
