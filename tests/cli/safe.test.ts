import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { folder, run } from "./command.ts";

/** A server on loopback; returns its URL. */
async function serving(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Lists clusters as ECS does, so that a campaign begins; `rest` answers everything else. */
const butListing =
  (rest: (request: IncomingMessage, response: ServerResponse) => void) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    if (!String(request.headers["x-amz-target"]).endsWith(".ListClusters")) rest(request, response);
    else response.setHeader("content-type", "application/x-amz-json-1.1").end('{"clusterArns":[]}');
  };

const filesIn = (directory: string): string =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");

const clusters = "CreateCluster,DescribeClusters";

const campaign = (url: string, directory: string) =>
  run("fuzz", "--target", url, "--seed", "1", "--operations", clusters, "--time", "2s", "--report", directory);

test("credentials of the environment appear nowhere, even when a server repeats everything it was sent", async () => {
  const planted = {
    AWS_ACCESS_KEY_ID: "AKIAPLANTED",
    AWS_SECRET_ACCESS_KEY: "planted/secret",
    AWS_SESSION_TOKEN: "planted-token",
  };
  for (const [name, value] of Object.entries(planted)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const url = await serving(
    butListing((request, response) => {
      const message = JSON.stringify(request.rawHeaders);
      response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify({ __type: "ClientException", message }));
    }),
  );
  const directory = folder();
  const { status, out, err } = await campaign(url, directory);
  const said = out + err + filesIn(directory);
  expect(status).toBe(1);
  expect(said).toContain("ClientException");
  for (const value of Object.values(planted)) expect(said).not.toContain(value);
});

test.each<[string, (response: ServerResponse) => void]>([
  ["ten megabytes", (response) => response.end(`{"cluster":{"clusterName":"${"x".repeat(10_000_000)}"}}`)],
  [
    "keys that pollute prototypes",
    (response) => response.end('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  ],
  [
    "a script in every string",
    (response) =>
      response.end(
        '{"cluster":{"clusterArn":"<script>alert(1)</script>","clusterName":"<img src=x onerror=alert(1)>","status":"\\u001b[2J\\u0007"}}',
      ),
  ],
  ["deep nesting", (response) => response.end(`{"cluster":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`)],
  [
    "headers without end",
    (response) => {
      for (let header = 0; header < 3000; header++)
        response.socket?.write(header === 0 ? "HTTP/1.1 200 OK\r\n" : `X-${header}: ${"y".repeat(40)}\r\n`);
      response.socket?.destroy();
    },
  ],
])("a server that replies with %s is reported, and does no harm", async (_, answer) => {
  const url = await serving(
    butListing((request, response) => {
      request.resume();
      answer(response);
    }),
  );
  const directory = folder();
  const { status, out, err } = await campaign(url, directory);
  expect(`${status}`).toMatch(/^[13]$/);
  expect(out + err).not.toMatch(/\n\s+at .*\.ts:\d+/);
  expect(out).not.toContain("\u001b[2J");
  expect(readFileSync(join(directory, "report.html"), "utf8")).not.toMatch(/<script>alert|<img/);
});
