import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { connect, createServer } from "node:net";
import { startSimulator } from "../../../../targets/embedded/server.ts";

/**
 * The program in the containers of the tests: our simulator in place of KECS, started like KECS, and next to it a
 * server that resembles a PostgreSQL. It ends with status 2, like a panic, at `POST /crash` of the admin port.
 */
const { POSTGRES_DB, KECS_CONFIG_PATH = "" } = process.env;
process.on("SIGTERM", () => process.exit(0));

if (POSTGRES_DB === undefined) await serveKecs();
else createServer((socket) => socket.end()).listen(5432);

async function serveKecs(): Promise<void> {
  const { database } = JSON.parse(readFileSync(KECS_CONFIG_PATH, "utf8")) as { database: { url: string } };
  const { hostname, port } = new URL(database.url);
  await reachable(hostname, Number(port));
  const simulator = await startSimulator({ port: 0, speed: 1000, jitter: false, seed: 1 });
  const inside = Number(new URL(simulator.url).port);
  createServer((socket) => {
    const onward = connect(inside, "127.0.0.1");
    socket.pipe(onward).pipe(socket);
    socket.on("error", () => onward.destroy());
    onward.on("error", () => socket.destroy());
  }).listen(5373);
  createHttpServer(({ method, url }, response) => {
    if (method === "POST" && url === "/crash") process.exit(2);
    response.writeHead(url === "/health" ? 200 : 404).end();
  }).listen(5374);
  console.log(
    `serves ${process.env.KECS_DEFAULT_REGION} ${process.env.KECS_ACCOUNT_ID} ${process.argv.slice(2).join(" ")}`,
  );
}

function reachable(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.end();
      resolve();
    }).on("error", reject);
  });
}
