import { expect, test } from "vitest";
import { AwsCommand, AwsCommandError } from "../../clients/awsCommand.ts";
import { access, scripts } from "./script.ts";

const { folder, script } = scripts();

function at(name: string, text: string): AwsCommand {
  const executable = script(name, text);
  return new AwsCommand({ executable, access, folder, timeoutMilliseconds: 10_000 });
}

test("every request goes to the address, also with an AWS CLI that does not read AWS_ENDPOINT_URL", async () => {
  const said = (await at("echo", `printf '{"args":"%s","proxy":"%s"}' "$*" "$HTTPS_PROXY"`).ecs("wait", "x")) as object;
  expect(said).toEqual({
    args: "ecs wait x --output json --endpoint-url http://127.0.0.1:1",
    proxy: "http://127.0.0.1:1",
  });
  expect(await at("silent", "exit 0").ecs("wait", "x")).toEqual({});
});

test("a failure contains the status and the output", async () => {
  const failure = await at("fails", 'echo "Waiter ServicesStable failed" >&2; exit 255')
    .ecs("wait", "x")
    .catch((error: AwsCommandError) => error);
  expect(failure).toBeInstanceOf(AwsCommandError);
  expect(failure).toMatchObject({ status: 255 });
  expect((failure as Error).message).toBe("aws ecs wait x ended with status 255: Waiter ServicesStable failed");
});
