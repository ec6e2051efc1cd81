import { describe, expect, test } from "vitest";
import { Ecspresso, EcspressoError } from "../../clients/ecspresso/ecspresso.ts";
import { ecspressoExecutable, locateEcspresso } from "../../clients/ecspresso/locate.ts";
import { access, scripts } from "./script.ts";

const { folder, script: program } = scripts();

const { PATH = "" } = process.env;

describe("finding ecspresso", () => {
  test("it is at ECSPRESSO_BIN, otherwise on PATH, otherwise not found", async () => {
    const named = program("mine", 'echo "ecspresso v2.4.0"');
    expect(await locateEcspresso({ PATH, ECSPRESSO_BIN: named })).toEqual({ executable: named, version: "2.4.0" });
    const found = program("ecspresso", 'echo "ecspresso 2.3.2-nightly"');
    expect(await locateEcspresso({ PATH: `${folder}:${PATH}` })).toEqual({
      executable: found,
      version: "2.3.2-nightly",
    });
    expect(ecspressoExecutable({ PATH: "/nowhere" })).toBeUndefined();
    await expect(locateEcspresso({ PATH: "/nowhere" })).rejects.toThrow("ecspresso is not on PATH");
  });

  test.for([
    ["another version", 'echo "ecspresso v1.7.15"', "is ecspresso 1.7.15; version 2 is needed"],
    ["another program", 'echo "hello"', 'does not report its version ("hello")'],
    ["one that fails", 'echo "broken" >&2; exit 1', 'does not report its version ("broken")'],
  ] as const)("%s is refused in one line", async ([name, script, words]) => {
    const refused = locateEcspresso({ PATH, ECSPRESSO_BIN: program(name.replaceAll(" ", "-"), script) });
    await expect(refused).rejects.toThrow(words);
    await expect(refused).rejects.not.toThrow("\n");
  });

  test("a name that is not a program is refused", () => {
    expect(() => ecspressoExecutable({ ECSPRESSO_BIN: "/no/such" })).toThrow("which is not a program");
  });
});

describe("a command", () => {
  const at = (script: string, timeoutMilliseconds = 10_000) =>
    new Ecspresso({
      executable: program(`run-${script.length}-${timeoutMilliseconds}`, script),
      config: "/c.yaml",
      access,
      folder,
      variables: { SERVICE: "web", TASKS: "2" },
      timeoutMilliseconds,
      proxy: { url: "http://127.0.0.1:2", certificate: "/cert.pem" },
    });

  test("has its configuration, its flags, and nothing of the machine's own settings", async () => {
    const echo = 'echo "$@"; env | grep -E "AWS_|HOME|TASKS|SERVICE|PROXY|SSL" | sort';
    const lines = (await at(echo).with({ TASKS: "5" }).deploy({ tasks: 3, wait: false })).trim().split("\n");
    expect(lines[0]).toBe("deploy --config /c.yaml --tasks 3 --no-wait");
    for (const line of [
      "AWS_ENDPOINT_URL=http://127.0.0.1:1",
      "AWS_REGION=eu-west-1",
      "AWS_EC2_METADATA_DISABLED=true",
      "HTTPS_PROXY=http://127.0.0.1:2",
      "SSL_CERT_FILE=/cert.pem",
      `HOME=${folder}`,
      "SERVICE=web",
      "TASKS=5",
    ])
      expect(lines).toContain(line);
  });

  test.for([
    [
      (e: Ecspresso) => e.deploy({ skipTaskDefinition: true, forceNewDeployment: true }),
      "deploy --config /c.yaml --skip-task-definition --force-new-deployment",
    ],
    [(e: Ecspresso) => e.diff(), "diff --config /c.yaml --unified"],
    [(e: Ecspresso) => e.verify(), "verify --config /c.yaml"],
    [(e: Ecspresso) => e.rollback(), "rollback --config /c.yaml"],
    [(e: Ecspresso) => e.rollback({ deregister: false }), "rollback --config /c.yaml --no-deregister-task-definition"],
    [
      (e: Ecspresso) => e.run({ cpu: "1" }, { latestTaskDefinition: true, waitUntil: "running", clientToken: "t" }),
      'run --config /c.yaml --overrides {"cpu":"1"} --latest-task-definition --wait-until running --client-token t',
    ],
    [(e: Ecspresso) => e.status(), "status --config /c.yaml"],
    [(e: Ecspresso) => e.scale(4), "scale --config /c.yaml --tasks 4"],
    [(e: Ecspresso) => e.delete({ terminate: true }), "delete --config /c.yaml --force --terminate"],
    [(e: Ecspresso) => e.wait(), "wait --config /c.yaml"],
  ] as const)("is typed as ecspresso wants it: %#", async ([command, typed]) => {
    expect((await command(at('echo "$@"'))).trim()).toBe(typed);
  });

  test("a failure contains the status, the command line and the last lines of the output", async () => {
    const failure = await at('echo "to stdout"; echo "[ERROR] FAILED. no luck" >&2; exit 3')
      .scale(1)
      .catch((e) => e);
    expect(failure).toBeInstanceOf(EcspressoError);
    expect(failure).toMatchObject({ command: "scale --tasks 1", status: 3 });
    expect(failure.output).toContain("to stdout");
    expect(failure.message).toBe("ecspresso scale --tasks 1 ended with status 3:\nto stdout\n[ERROR] FAILED. no luck");
  });

  test("a command that takes too long is killed", async () => {
    const failure = at("exec sleep 60", 200).wait();
    await expect(failure).rejects.toThrow("ecspresso wait took too long and was ended");
  });
});
