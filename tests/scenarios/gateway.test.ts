import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type TLSSocket } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import type { Exchange } from "../../clients/client.ts";
import { Gateway } from "../../scenarios/kit/clients/gateway.ts";
import { ImageRegistry, registryHost } from "../../scenarios/kit/clients/imageRegistry.ts";
import { answer } from "../answer.ts";

const target = "AmazonEC2ContainerServiceV20141113.ListClusters";

async function gatewayTo(call: () => Promise<Exchange>): Promise<Gateway> {
  const gateway = await Gateway.open({ call, page: call });
  onTestFinished(() => gateway.close());
  return gateway;
}

const post = (gateway: Gateway, headers: Record<string, string>, body = "{}") =>
  fetch(gateway.url, { method: "POST", headers, body });

test("the server's reply is forwarded unchanged, and the call is recorded", async () => {
  const refusal = '{"__type":"ClusterNotFoundException","message":"Cluster not found.","more":1}';
  const gateway = await gatewayTo(async () => answer(400, refusal));
  const response = await post(gateway, { "x-amz-target": target });
  expect([response.status, await response.text()]).toEqual([400, refusal]);
  expect(gateway.calls).toEqual(["ListClusters"]);
});

test("a list is judged as a whole, and the program gets the server's own pages", async () => {
  const requests: unknown[] = [];
  const reply =
    (how: string, body: string) =>
    async (_: string, input: unknown): Promise<Exchange> => {
      requests.push([how, input]);
      return answer(200, body);
    };
  const gateway = await Gateway.open({
    call: reply("judged", '{"clusterArns":["a","b"]}'),
    page: reply("page", '{"clusterArns":["a"],"nextToken":"t"}'),
  });
  onTestFinished(() => gateway.close());
  for (const body of ['{"maxResults":1}', '{"maxResults":1,"nextToken":"t"}'])
    expect(await (await post(gateway, { "x-amz-target": target }, body)).json()).toEqual({
      clusterArns: ["a"],
      nextToken: "t",
    });
  expect(requests).toEqual([
    ["judged", { maxResults: 1 }],
    ["page", { maxResults: 1 }],
    ["page", { maxResults: 1, nextToken: "t" }],
  ]);
});

test("without a reply, the connection is closed", async () => {
  const silent: Exchange = { kind: "unanswered", cause: "reset", detail: "", milliseconds: 1 };
  for (const call of [async () => silent, async () => Promise.reject(new Error("gone"))])
    await expect(post(await gatewayTo(call), { "x-amz-target": target })).rejects.toThrow();
});

test("calls to other services never reach the server", async () => {
  const gateway = await gatewayTo(async () => Promise.reject(new Error("asked")));
  const scaling = await post(gateway, { "x-amz-target": "AnyScaleFrontendService.DescribeScalableTargets" });
  expect(await scaling.json()).toEqual({ ScalableTargets: [] });
  const unknown = await post(gateway, { "x-amz-target": "DynamoDB_20120810.ListTables" });
  expect([unknown.status, (await unknown.json()) as object]).toEqual([
    400,
    { __type: "UnknownOperationException", message: "There is no such service here." },
  ]);
  expect(gateway.calls).toEqual([]);
});

/** The reply to a CONNECT to this address through the registry's proxy, and the tunnel. */
function tunnel(registry: ImageRegistry, path: string) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; socket: TLSSocket | undefined }>();
  const { hostname, port } = new URL(registry.proxyUrl);
  request({ host: hostname, port, method: "CONNECT", path })
    .on("connect", ({ statusCode: status = 0 }, raw) => {
      if (status !== 200) {
        raw.destroy();
        return resolve({ status, socket: undefined });
      }
      const ca = readFileSync(registry.certificate);
      const socket = connect({ socket: raw, servername: registryHost, ca }, () => resolve({ status, socket }));
      socket.on("error", reject);
    })
    .on("error", reject)
    .end();
  return promise;
}

test("the registry has executable images, uses a certificate that can be trusted, and leads nowhere else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kecs-fuzz-test-registry-"));
  const registry = await ImageRegistry.open(folder);
  onTestFinished(async () => {
    await registry.close();
    rmSync(folder, { recursive: true });
  });
  const head = async (tag: string): Promise<string> => {
    const { socket } = await tunnel(registry, `${registryHost}:443`);
    socket?.write(`HEAD /v2/busybox/manifests/${tag} HTTP/1.1\r\nHost: ${registryHost}\r\nConnection: close\r\n\r\n`);
    let text = "";
    for await (const chunk of socket ?? []) text += chunk;
    return text.split("\r\n")[0] ?? "";
  };
  expect(await head("1.36")).toBe("HTTP/1.1 200 OK");
  expect(await head("no-such-image")).toBe("HTTP/1.1 404 Not Found");
  expect((await tunnel(registry, "example.com:443")).status).toBe(403);
});
