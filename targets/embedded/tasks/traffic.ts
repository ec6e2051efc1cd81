import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { ContainerState, Task } from "../state/task.ts";

/** Makes tasks reachable: each has its own loopback address and listens on its ports. */
export class Traffic {
  readonly #servers = new Map<ContainerState, Server[]>();

  /** Random, because other simulators on this machine assign addresses too. */
  newAddress(): string {
    return `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;
  }

  /** Answers HTTP on the TCP ports of a container until it ends. */
  open({ privateAddress, revision }: Task, container: ContainerState): void {
    if (privateAddress === undefined) return;
    const ports = (container.definition.portMappings ?? []).filter(({ protocol }) => protocol !== "udp");
    const greeting = `${revision.family.name}:${revision.number}\n`;
    const servers = ports.map(({ containerPort }) =>
      createServer((_, response) => response.end(greeting))
        // Low ports may need privileges that we do not have; then nothing listens there.
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
