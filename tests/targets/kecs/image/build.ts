import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getContainerRuntimeClient } from "testcontainers";

const root = join(import.meta.dirname, "../../../..");

export const image = "kecs-fuzz-test/simulator:latest";

const dockerfile = `FROM scratch
COPY . /
ENV PATH=/bin
ENTRYPOINT ["/bin/node", "/app/tests/targets/kecs/image/server.ts"]
`;

/** Builds the image only from files of this machine, without a registry. */
export async function buildImage(): Promise<void> {
  const context = mkdtempSync(join(tmpdir(), "kecs-fuzz-image-"));
  try {
    // Testcontainers uses bash to check whether a port is open.
    for (const [name, path] of Object.entries({ node: process.execPath, sh: "/bin/bash", bash: "/bin/bash" })) {
      const program = realpathSync(path);
      copy(program, join(context, "bin", name));
      const libraries = execFileSync("ldd", [program], { encoding: "utf8" }).matchAll(/\/\S+/g);
      for (const [library] of libraries) copy(realpathSync(library), join(context, library));
    }
    // PostgreSqlContainer uses it to check whether the database is ready.
    writeFileSync(join(context, "bin/pg_isready"), "#!/bin/sh\nexit 0\n");
    chmodSync(join(context, "bin/pg_isready"), 0o755);
    const sources = globSync("targets/embedded/**/*.ts", { cwd: root });
    for (const file of [...sources, "tests/targets/kecs/image/server.ts", "package.json"])
      copy(join(root, file), join(context, "app", file));
    for (const name of withDependencies("fast-xml-parser"))
      cpSync(join(root, "node_modules", name), join(context, "app/node_modules", name), { recursive: true });
    writeFileSync(join(context, "Dockerfile"), dockerfile);
    const { image: images } = await getContainerRuntimeClient();
    await images.build(context, { t: image, rm: true });
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** A package and all its dependencies, by name: the packages that the simulator imports. */
function withDependencies(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
  for (const each of Object.keys(dependencies)) withDependencies(each, seen);
  return seen;
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}
