import http from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface CannedReply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A server that replies by operation (`ListClusters`) or by request line (`GET /path`); it ends with the test. */
export async function jsonServer(answer: (asked: string) => CannedReply, port = 0): Promise<string> {
  const server = http.createServer((request, response) => {
    const operation = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    request.resume().on("end", () => {
      const { status, type, body } = answer(operation ?? `${request.method} ${request.url}`);
      response.writeHead(status, { "content-type": type }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
