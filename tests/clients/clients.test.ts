import http from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import type { Client, ClientOptions, JsonObject } from "../../clients/client.ts";
import { sdkClient } from "../../clients/sdk.ts";
import { wireClient } from "../../clients/wire.ts";
import { type GarbageServer, garbageServer, reply } from "./garbage-server.ts";

const clients = { sdkClient, wireClient };

describe.each(Object.entries(clients))("%s", (_name, create) => {
  const cleanUp: (() => unknown)[] = [];
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
  });

  function speakTo(url: string, timeoutMilliseconds = 2000): Client {
    const client = create({ ...options, endpoint: url, timeoutMilliseconds });
    cleanUp.push(() => client.close());
    return client;
  }

  async function against(answer: Parameters<typeof garbageServer>[0], timeoutMilliseconds?: number) {
    const server: GarbageServer = await garbageServer(answer);
    cleanUp.push(() => server.close());
    const exchange = await speakTo(server.url, timeoutMilliseconds).call("ListClusters", {});
    return { exchange, server };
  }

  test.each<[name: string, answer: string | Buffer, expected: object]>([
    ["JSON", reply("200 OK", '{"clusterArns":[]}'), { status: 200, json: { clusterArns: [] } }],
    ["unknown members", reply("200 OK", '{"nope":"1"}'), { json: { nope: "1" }, text: '{"nope":"1"}' }],
    [
      "a refusal",
      reply("400 Bad", '{"__type":"X","message":"m"}'),
      { status: 400, json: { __type: "X", message: "m" } },
    ],
    [
      "an HTML error",
      reply("500 Oops", "<html>", "text/html"),
      { status: 500, json: undefined, contentType: "text/html" },
    ],
    ["half JSON", reply("200 OK", '{"clusterArns":['), { json: undefined, text: '{"clusterArns":[' }],
    ["two JSON values", reply("200 OK", "{}{}"), { json: undefined }],
    ["null", reply("200 OK", "null"), { json: null }],
    ["an empty body", reply("200 OK", ""), { json: undefined, text: "" }],
    ["invalid UTF-8", reply("200 OK", Buffer.from('{"a":"\xff"}', "latin1")), { json: undefined }],
    ["a redirect", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", { status: 302 }],
    ["no content", "HTTP/1.1 204 No Content\r\n\r\n", { status: 204, text: "" }],
    [
      "hints first",
      `HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n${reply("200 OK", "{}")}`,
      { json: {} },
    ],
    ["another protocol", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", { status: 101 }],
    ["no length at all", "HTTP/1.1 200 OK\r\n\r\n{}", { json: {} }],
    ["HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n{}", { json: {} }],
    ["chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", { json: {} }],
    ["an unheard-of status", "HTTP/1.1 799 Odd\r\nContent-Length: 2\r\n\r\n{}", { status: 799, json: {} }],
  ])("answered: %s", async (_kind, answer, expected) => {
    const { exchange } = await against(answer);
    expect(exchange).toMatchObject({ kind: "answered", ...expected });
    expect(exchange.milliseconds).toBeGreaterThan(0);
  });

  test.each<[name: string, answer: string | ((socket: Socket) => void)]>([
    ["nothing", ""],
    ["half a header", "HTTP/1.1 200 OK\r\nContent-"],
    ["a length too long", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}"],
    ["a length too short", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{} and more"],
    ["unfinished chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}"],
    ["a chunk of no length", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"],
    ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["endless headers", `HTTP/1.1 200 OK\r\n${`X: ${"x".repeat(1000)}\r\n`.repeat(100)}`],
    ["a reset", (socket) => socket.resetAndDestroy()],
  ])("reset: %s", async (_kind, answer) => {
    const { exchange } = await against(answer);
    expect(exchange).toMatchObject({ kind: "unanswered", cause: "reset" });
  });

  test.each<[name: string, answer: (socket: Socket) => void]>([
    ["silence", () => {}],
    ["half an answer, then silence", (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{")],
    [
      "an answer that drips",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        const drip = setInterval(() => socket.write("x"), 10);
        socket.on("close", () => clearInterval(drip));
      },
    ],
  ])("timeout: %s", async (_kind, answer) => {
    const { exchange } = await against(answer, 100);
    expect(exchange).toMatchObject({ kind: "unanswered", cause: "timeout" });
  });

  test("refused: nothing listens", async () => {
    const server = await garbageServer("");
    await server.close();
    expect(await speakTo(server.url).call("ListClusters", {})).toMatchObject({ kind: "unanswered", cause: "refused" });
  });

  test("refused: no such host", async () => {
    const exchange = await speakTo("http://no-such-host.invalid:1").call("ListClusters", {});
    expect(exchange).toMatchObject({ kind: "unanswered", cause: "refused" });
  });

  test("a body that is too long is cut", { timeout: 30_000 }, async () => {
    const chunk = Buffer.alloc(1024 * 1024, "x");
    const { exchange } = await against((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const pour = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on("drain", pour);
      pour();
    }, 20_000);
    expect(exchange).toMatchObject({ kind: "answered", json: undefined });
  });

  test("sends exactly the input, in the form of an ECS request", async () => {
    const input: JsonObject = { taskDefinition: "f:1", count: "two", nope: null, tags: [] };
    const server = await garbageServer(reply("200 OK", "{}"));
    cleanUp.push(() => server.close());
    await speakTo(server.url).call("RunTask", input);
    const [head, body] = (server.requests[0] as string).split("\r\n\r\n");
    expect(body).toBe(JSON.stringify(input));
    expect(head).toMatch(/^POST \/ HTTP\/1\.1/);
    expect(head).toMatch(/^x-amz-target: AmazonEC2ContainerServiceV20141113\.RunTask\r?$/im);
    expect(head).toMatch(/^content-type: application\/x-amz-json-1\.1\r?$/im);
    expect(head).toMatch(
      /^authorization: AWS4-HMAC-SHA256 Credential=111122223333\/\d{8}\/eu-west-1\/ecs\/aws4_request/im,
    );
    expect(head).not.toMatch(/clientToken/);
  });

  test("an unknown operation is sent all the same", async () => {
    const server = await garbageServer(reply("200 OK", "{}"));
    cleanUp.push(() => server.close());
    expect(await speakTo(server.url).call("MakeCoffee", { beans: 1 })).toMatchObject({ status: 200 });
    expect(server.requests[0]).toMatch(/V20141113\.MakeCoffee/);
  });

  test("connections are kept", async () => {
    const { url, connections } = await httpServer({});
    const client = speakTo(url);
    for (let call = 0; call < 20; call++) await client.call("ListClusters", {});
    expect(connections()).toBe(1);
  });

  test.each([
    ["closes idle connections early", { keepAliveTimeout: 1, hideKeepAlive: true }, 30],
    ["closes after a while without a word", { keepAliveTimeout: 50, hideKeepAlive: true }, 200],
  ])("no false reset when the server %s", async (_kind, manners, pauseMilliseconds) => {
    const { url } = await httpServer(manners);
    const client = speakTo(url);
    const calls = pauseMilliseconds < 100 ? 40 : 2;
    for (let call = 0; call < calls; call++) {
      expect(await client.call("CreateCluster", {})).toMatchObject({ kind: "answered" });
      await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds + (call % 3)));
    }
  });

  test("a server that closes the connection after each reply costs no read, and at most one write", async () => {
    const { url } = await httpServer({ hangUp: true });
    const reader = speakTo(url);
    const writer = speakTo(url);
    let resets = 0;
    for (let call = 0; call < 200; call++) {
      expect(await reader.call("ListClusters", {})).toMatchObject({ kind: "answered" });
      if ((await writer.call("CreateCluster", {})).kind === "unanswered") resets++;
    }
    expect(resets).toBeLessThanOrEqual(1);
  });

  test("a server that drops its replies to reads is observed to do so", async () => {
    let calls = 0;
    const { url } = await httpServer({ onCall: (socket) => ++calls % 3 === 0 && socket.destroy() });
    const client = speakTo(url);
    const exchanges = [];
    for (let call = 0; call < 30; call++) exchanges.push(await client.call("ListClusters", {}));
    expect(exchanges.filter((exchange) => exchange.kind === "unanswered").length).toBeGreaterThanOrEqual(9);
  });

  test("a server that crashes in the middle of a kept connection is a reset", async () => {
    let calls = 0;
    const { url } = await httpServer({ onCall: (socket) => ++calls > 3 && socket.resetAndDestroy() });
    const client = speakTo(url);
    for (let call = 0; call < 3; call++) await client.call("CreateCluster", {});
    expect(await client.call("CreateCluster", {})).toMatchObject({ kind: "unanswered", cause: "reset" });
    expect(calls).toBe(4);
  });
});

test("the wire client sends exactly what it is given", async () => {
  const server = await garbageServer(reply("400 Bad", "{}"));
  onTestFinished(() => server.close());
  const client = wireClient({ ...options, endpoint: server.url });
  onTestFinished(() => client.close());
  const headers = { "x-amz-target": "Nonsense" };
  await client.send({ method: "PUT", path: "/a?b", headers, body: Buffer.from([0xff, 0x7b]) });
  expect(server.requests[0]).toMatch(/^PUT \/a\?b HTTP\/1\.1\r\nx-amz-target: Nonsense/);
});

const options: ClientOptions = {
  endpoint: "",
  region: "eu-west-1",
  credentials: { accessKeyId: "111122223333", secretAccessKey: "secret" },
  timeoutMilliseconds: 2000,
};

interface Manners {
  keepAliveTimeout?: number;
  /** Does not announce how long it keeps a connection. */
  hideKeepAlive?: boolean;
  hangUp?: boolean;
  onCall?: (socket: Socket) => unknown;
}

async function httpServer(manners: Manners) {
  let connections = 0;
  const server = http.createServer((request, response) => {
    request.resume().on("end", () => {
      manners.onCall?.(request.socket);
      if (manners.hideKeepAlive || manners.hangUp) response.setHeader("connection", "keep-alive");
      response.end("{}", () => manners.hangUp && request.socket.end());
    });
  });
  if (manners.keepAliveTimeout) {
    server.keepAliveTimeout = manners.keepAliveTimeout;
    server.keepAliveTimeoutBuffer = 0;
  }
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => connections };
}
