import net from "node:net";

/** A server that replies to the first bytes of each connection with the raw bytes of the test. */
export interface GarbageServer {
  readonly url: string;
  /** The raw requests received, one a connection. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Writes `answer` unchanged once a request has arrived; a function may do anything with the socket. */
export async function garbageServer(answer: string | Buffer | ((socket: net.Socket) => void)): Promise<GarbageServer> {
  const requests: string[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    socket.once("data", (request) => {
      requests.push(request.toString());
      if (typeof answer === "function") answer(socket);
      else socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A complete HTTP reply with a correct content-length. */
export function reply(status: string, body: string | Buffer, contentType = "application/x-amz-json-1.1"): Buffer {
  const bytes = Buffer.from(body);
  const head = `HTTP/1.1 ${status}\r\nContent-Type: ${contentType}\r\nContent-Length: ${bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}
