import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Terraform, terraformPlugins } from "../../clients/terraform.ts";
import { access, scripts } from "./script.ts";

const { folder, script } = scripts();

function at(name: string, text: string): Terraform {
  const configuration = join(folder, `configuration-${name}`);
  mkdirSync(configuration);
  return new Terraform({
    executable: script(name, text),
    plugins: "/plugins",
    configuration,
    access,
    folder,
    variables: { name: "web", release: "1" },
    timeoutMilliseconds: 10_000,
  });
}

test("a plan without changes is no drift, and one with changes is returned", async () => {
  expect(await at("same", "exit 0").drift()).toBeUndefined();
  expect(await at("other", 'echo "1 to change"; exit 2').drift()).toBe("1 to change\n");
  await expect(at("broken", 'echo "no provider" >&2; exit 1').drift()).rejects.toThrow(
    "terraform plan ended with status 1:\nno provider",
  );
});

test("a command that is no plan must end with status 0", async () => {
  await expect(at("status-two", "exit 2").apply()).rejects.toThrow("terraform apply ended with status 2");
});

test("it installs only from its folder, and gets its variables and nothing of the machine's own settings", async () => {
  const shows = at(
    "shows",
    'echo "$@" >&2; env | grep -E "^(TF_|HOME|AWS_ENDPOINT_URL|HTTPS_PROXY)" | sort >&2; exit 9',
  );
  const failure = (await shows
    .with({ release: "2" })
    .init()
    .catch((error: Error) => error)) as Error;
  expect(failure.message.split("\n").slice(1)).toEqual([
    `-chdir=${folder} init -input=false -no-color -plugin-dir=/plugins`,
    "AWS_ENDPOINT_URL=http://127.0.0.1:1",
    `HOME=${folder}`,
    "HTTPS_PROXY=http://127.0.0.1:1",
    "TF_IN_AUTOMATION=1",
    "TF_VAR_endpoint=http://127.0.0.1:1",
    "TF_VAR_name=web",
    "TF_VAR_release=2",
  ]);
});

test("the folder of TERRAFORM_PLUGINS must have the AWS provider", () => {
  const plugins = join(folder, "plugins");
  mkdirSync(join(plugins, "registry.example/hashicorp/random/1.0.0"), { recursive: true });
  expect(terraformPlugins({ TERRAFORM_PLUGINS: plugins })).toBeUndefined();
  mkdirSync(join(plugins, "registry.example/hashicorp/aws/1.0.0"), { recursive: true });
  expect(terraformPlugins({ TERRAFORM_PLUGINS: plugins })).toBe(plugins);
});
