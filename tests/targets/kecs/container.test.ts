import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DescribeClustersCommand, ECSClient } from "@aws-sdk/client-ecs";
import { getContainerRuntimeClient } from "testcontainers";
import { beforeAll, describe, expect, test } from "vitest";
import { ask } from "../../../targets/http.ts";
import { KecsContainer } from "../../../targets/kecs/container/kecsContainer.ts";
import { ourselves, ownerLabel, sweep } from "../../../targets/kecs/container/ownership.ts";
import { buildImage, image } from "./image/build.ts";

const engine = await getContainerRuntimeClient().catch(() => undefined);

const made = () => new KecsContainer(image).withPostgresImage(image);

/** The containers and networks of some owners. */
async function left(isMeant: (owner: string) => boolean): Promise<string[]> {
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const filters = { label: [ownerLabel] };
  const all = [
    ...(await dockerode.listContainers({ all: true, filters })),
    ...(await dockerode.listNetworks({ filters })),
  ];
  return all.map(({ Labels }) => Labels?.[ownerLabel] ?? "").filter(isMeant);
}

const ours = () => left((owner) => owner === ourselves());

async function until(isSo: () => Promise<boolean>, seconds = 20): Promise<void> {
  for (const deadline = performance.now() + seconds * 1000; !(await isSo()); await sleep(100))
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s`);
}

describe.skipIf(engine === undefined)("KECS in a container (where a container engine answers)", () => {
  beforeAll(buildImage, 120_000);

  test("starts, answers ECS calls and is healthy, and leaves nothing over", async () => {
    const container = made().withRegion("eu-west-1").withAccount("111122223333").withLogLevel("error");
    {
      await using kecs = await container.start();
      expect(kecs.getEndpoint()).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:\d+$/);
      expect((await ask(`${kecs.getAdminEndpoint()}/health`, {})).kind).toBe("answered");
      const client = new ECSClient(kecs.getClientConfiguration());
      expect((await client.send(new DescribeClustersCommand({}))).clusters).toEqual([]);
      expect(await client.config.region()).toBe("eu-west-1");
      client.destroy();
      const [line] = await kecs.getLogLines();
      expect(line?.text).toBe("serves eu-west-1 111122223333 --log-level error");
      expect(Math.abs((line?.at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
      expect(await ours()).toHaveLength(3);
    }
    expect(await ours()).toEqual([]);
  });

  test("has the same address after a crash and after restart()", async () => {
    await using kecs = await made().start();
    const endpoint = kecs.getEndpoint();
    await ask(`${kecs.getAdminEndpoint()}/crash`, { method: "POST" });
    const isBack = async () => (await ask(`${kecs.getAdminEndpoint()}/health`, {})).kind === "answered";
    await until(async () => (await kecs.getLogLines()).length === 2 && (await isBack()));
    await kecs.restart();
    expect(kecs.getEndpoint()).toBe(endpoint);
    expect(await isBack()).toBe(true);
    expect(await kecs.getLogLines()).toHaveLength(3);
    expect(await kecs.getLogLines(new Date(Date.now() + 1000))).toEqual([]);
  });

  test("reports an error in one line, and leaves nothing over", async () => {
    const absent = "kecs-fuzz-test/absent:1";
    await expect(made().withPostgresImage(absent).start()).rejects.toThrow(
      new RegExp(`^image ${absent} is not present and cannot be pulled: [^\\n]+$`),
    );
    await expect(new KecsContainer(absent).withPostgresImage(image).start()).rejects.toThrow(
      `image ${absent} is not present and cannot be pulled`,
    );
    const blocker = createServer().listen(0, "0.0.0.0");
    await once(blocker, "listening");
    const { port } = blocker.address() as { port: number };
    await expect(made().withPorts({ api: port, admin: 0 }).start()).rejects.toThrow(
      `port ${port} is in use: stop the program that listens there, or omit withPorts`,
    );
    blocker.close();
    const lame = made().withEntrypoint(["/bin/node", "-e", "console.log('no way'); process.exit(1)", "--"]);
    await expect(lame.withStartupTimeout(3000).start()).rejects.toThrow(
      /^KECS \(kecs-fuzz-test\/simulator:latest\) did not start: .*; its last lines: .*no way$/,
    );
    expect(await ours()).toEqual([]);
  });

  test.each(["SIGINT", "SIGKILL"] as const)("goes with a process that ends by %s", async (signal) => {
    const { child, owner } = await elsewhere();
    expect(await left((each) => each === owner)).toHaveLength(3);
    child.kill(signal);
    await until(async () => (await left((each) => each === owner)).length === 0);
  });

  test("is removed at the next start if even its reaper was killed", async () => {
    const { child, owner } = await elsewhere();
    const reaper = Number(execFileSync("pgrep", ["-P", String(child.pid), "-f", "reaper"], { encoding: "utf8" }));
    process.kill(reaper, "SIGKILL");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await left((each) => each === owner)).toHaveLength(3);
    await using _ = await made().start();
    expect(await left((each) => each === owner)).toEqual([]);
  });

  test("is reused on request", async () => {
    const first = await made().withReuse().start();
    const second = await made().withReuse().start();
    expect(second.getId()).toBe(first.getId());
    expect(await ours()).toEqual([]);
    await second.stop();
  });

  test("a sweep does not touch containers of others", async () => {
    await using _ = await made().start();
    const client = await getContainerRuntimeClient();
    expect(await sweep(client, (labels) => labels[ownerLabel] === "nobody")).toBe(0);
    expect(await ours()).toHaveLength(3);
  });
});

/** A KECS that another process started, in a process group of its own. */
async function elsewhere() {
  const script = join(import.meta.dirname, "image/holder.ts");
  const child = spawn(process.execPath, [script], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const [chunk] = (await once(child.stdout, "data")) as [Buffer];
  return { child, owner: chunk.toString().trim() };
}
