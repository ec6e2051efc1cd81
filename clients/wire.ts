import { isRead } from "../model/operationFacts.ts";
import { authorization } from "./authorization.ts";
import type { Client, ClientOptions, Exchange } from "./client.ts";
import { Connection, type RawRequest } from "./connection.ts";

/** Sends any HTTP request, also one that no SDK would send. */
export interface WireClient extends Client {
  /** The well-formed request of a call, to be sent or to be corrupted first. */
  request(operation: string, body: string): RawRequest;
  send(request: RawRequest): Promise<Exchange>;
}

export const isWireClient = (client: Client): client is WireClient => "request" in client && "send" in client;

/** The headers of a well-formed call. */
function ecsHeaders(operation: string, options: ClientOptions): Record<string, string> {
  return {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AmazonEC2ContainerServiceV20141113.${operation}`,
    "x-amz-date": "20260101T000000Z",
    authorization: authorization(options),
  };
}

/** ECS over plain node:http, for requests that the SDK refuses to send or does not know. */
export function wireClient(options: ClientOptions): WireClient {
  const connection = new Connection(options.endpoint, options.timeoutMilliseconds);
  const request = (operation: string, body: string): RawRequest => {
    const headers = ecsHeaders(operation, options);
    headers["content-length"] = String(Buffer.byteLength(body));
    return { method: "POST", path: connection.path, headers, body };
  };
  return {
    call: (operation, input) => connection.exchange(request(operation, JSON.stringify(input)), isRead(operation)),
    request,
    send: (raw) => connection.exchange(raw),
    close: () => connection.close(),
  };
}
