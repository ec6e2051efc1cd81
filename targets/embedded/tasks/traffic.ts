import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { ContainerState, Task } from "../state/task.ts";

/** Lets tasks really serve: each has an address of its own on the loopback interface, and listens there. */
export class Traffic {
  readonly #servers = new Map<ContainerState, Server[]>();

  /** Other simulators on this machine give out addresses too: chance keeps them apart. */
  newAddress(): string {
    return `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;
  }

  /** Answers HTTP on the TCP ports of a container that serves, until it ends. */
  open({ privateAddress, revision }: Task, container: ContainerState): void {
    if (privateAddress === undefined) return;
    const ports = (container.definition.portMappings ?? []).filter(({ protocol }) => protocol !== "udp");
    const greeting = `${revision.family.name}:${revision.number}\n`;
    const servers = ports.map(({ containerPort }) =>
      createServer((_, response) => response.end(greeting))
        // Low ports may need rights that we do not have: then nobody listens there.
        .on("error", () => undefined)
        .listen(containerPort, privateAddress),
    );
    this.#servers.set(container, servers);
  }

  close(container: ContainerState): void {
    for (const server of this.#servers.get(container) ?? []) {
      server.close();
      server.closeAllConnections();
    }
    this.#servers.delete(container);
  }

  closeAll(): void {
    for (const container of [...this.#servers.keys()]) this.close(container);
  }
}
