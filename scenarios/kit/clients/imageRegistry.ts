import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { generate } from "selfsigned";
import { imageExists } from "../../../targets/embedded/tasks/process.ts";

/** The host in the names of its images; it need not resolve. */
export const registryHost = "registry.example";

/** An image for any platform, by the OCI image index specification. */
const index = {
  mediaType: "application/vnd.oci.image.index.v1+json",
  body: JSON.stringify({ schemaVersion: 2, manifests: [{}] }),
};

/**
 * A registry of images that a program reaches over HTTPS through a proxy. The proxy leads nowhere else, so that the
 * program cannot leave this machine. The registry has every image that the simulator can run.
 */
export class ImageRegistry {
  readonly #registry: Server;
  readonly #proxy: Server;
  readonly #open = new Set<Socket>();
  /** The file of the certificate to trust. */
  readonly certificate: string;

  /** @param folder of its own, for the certificate */
  static async open(folder: string): Promise<ImageRegistry> {
    const pair = await generate([{ name: "commonName", value: registryHost }], {
      keySize: 2048,
      extensions: [
        { name: "basicConstraints", cA: true },
        { name: "subjectAltName", altNames: [{ type: 2, value: registryHost }] },
      ],
    });
    const certificate = join(folder, "certificate.pem");
    writeFileSync(certificate, pair.cert);
    const registry = new ImageRegistry(createSecureServer({ key: pair.private, cert: pair.cert }, serve), certificate);
    await Promise.all([registry.#registry, registry.#proxy].map(listening));
    return registry;
  }

  private constructor(registry: Server, certificate: string) {
    this.#registry = registry;
    this.certificate = certificate;
    this.#proxy = createServer((_, response) => response.writeHead(403).end());
    this.#proxy.on("connect", (request: IncomingMessage, client: Socket) => this.#lead(request.url, client));
  }

  get proxyUrl(): string {
    return `http://127.0.0.1:${portOf(this.#proxy)}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await Promise.all(
      [this.#registry, this.#proxy].map(
        (server) =>
          new Promise((resolve) => {
            server.closeAllConnections();
            server.close(resolve);
          }),
      ),
    );
  }

  #lead(asked: string | undefined, client: Socket): void {
    this.#keep(client);
    if (asked !== `${registryHost}:443`) {
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const server = connect(portOf(this.#registry), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      server.pipe(client).pipe(server);
    });
    this.#keep(server);
    client.on("close", () => server.destroy());
    server.on("close", () => client.destroy());
  }

  /** Handles the errors of a socket, and closes it with the registry. */
  #keep(socket: Socket): void {
    this.#open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#open.delete(socket));
  }
}

/** The part of the registry API that tells whether an image exists. */
function serve({ method, url = "" }: IncomingMessage, response: ServerResponse): void {
  const [, name = "", tag = ""] = /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(url) ?? [];
  if (name === "" || !imageExists(`${name}:${tag}`)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": index.mediaType, "Content-Length": index.body.length });
  response.end(method === "HEAD" ? undefined : index.body);
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve()));

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
