import { getContainerRuntimeClient } from "testcontainers";

/** The process id of a container on this machine; undefined when it does not run, or runs on another machine. */
export async function processOf(id: string): Promise<number | undefined> {
  try {
    const client = await getContainerRuntimeClient();
    const { State } = await client.container.getById(id).inspect();
    return State.Running && State.Pid > 0 ? State.Pid : undefined;
  } catch {
    return undefined;
  }
}
