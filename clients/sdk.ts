import * as ecs from "@aws-sdk/client-ecs";
import { isRead } from "../model/operationFacts.ts";
import { authorization } from "./authorization.ts";
import type { Client, ClientOptions, Exchange, JsonObject } from "./client.ts";
import { Connection } from "./connection.ts";
import { operationNames } from "./schemas.ts";
import { wireClient } from "./wire.ts";

/** The part of the SDK's request that its middleware passes on. */
interface SdkRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

type Command = Parameters<ecs.ECSClient["send"]>[0];
type Arguments = { input: JsonObject; exactInput: JsonObject; request: SdkRequest };
type Result = { response: unknown; output?: unknown };
type Middleware = (next: (args: Arguments) => Promise<Result>) => (args: Arguments) => Promise<Result>;

/** The SDK's middleware stack, without the types that fix what a response and an output are. */
interface Stack {
  remove(name: string): boolean;
  add(middleware: Middleware, where: { step: string; name: string }): void;
  addRelativeTo(middleware: Middleware, where: { relation: string; toMiddleware: string; name: string }): void;
}

/**
 * The AWS SDK's client without everything that could change a call or a reply: it does not retry, sign, invent client
 * tokens, drop unknown members of inputs, or coerce types of outputs. What remains is how the SDK addresses a server:
 * its commands, endpoint, headers and user agent.
 */
export function sdkClient(options: ClientOptions): Client {
  const connection = new Connection(options.endpoint, options.timeoutMilliseconds);
  const sdk = strippedSdk(options, connection);
  let wire: Client | undefined;
  return {
    async call(operation, input) {
      const Command = commands.get(operation);
      if (!Command) {
        wire ??= wireClient(options);
        return wire.call(operation, input);
      }
      return (await sdk.send(new Command(input))) as unknown as Exchange;
    },
    close() {
      wire?.close();
      connection.close();
    },
  };
}

const commands = new Map(
  operationNames().map((operation) => {
    const command = (ecs as unknown as Record<string, new (input: JsonObject) => Command>)[`${operation}Command`];
    if (!command) throw new Error(`@aws-sdk/client-ecs has a schema but no command for ${operation}`);
    return [operation, command];
  }),
);

/** The SDK's steps that are removed: the last two are attached to the first and go with it. */
const unwanted = [
  "retryMiddleware",
  "loggerMiddleware",
  "deserializerMiddleware",
  "httpAuthSchemeMiddleware",
  "httpSigningMiddleware",
];

function strippedSdk(options: ClientOptions, connection: Connection): ecs.ECSClient {
  const sdk = new ecs.ECSClient({
    endpoint: options.endpoint,
    region: options.region,
    credentials: options.credentials,
    cacheMiddleware: true,
    // Without these options the SDK reads ~/.aws/config, and a run would depend on the machine.
    maxAttempts: 1,
    defaultsMode: "standard",
    retryMode: "standard",
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    authSchemePreference: [],
    userAgentAppId: async () => undefined,
    requestHandler: {
      handle: async (request: SdkRequest) => {
        const operation = request.headers["x-amz-target"]?.split(".")[1] ?? "";
        return { response: (await connection.exchange(request, isRead(operation))) as never };
      },
    },
  });

  const stack = sdk.middlewareStack as unknown as Stack;
  for (const name of unwanted) {
    if (!stack.remove(name)) throw new Error(`@aws-sdk/client-ecs no longer has the middleware ${name}`);
  }
  const toMiddleware = "serializerMiddleware";
  stack.addRelativeTo(hideInput, { relation: "before", toMiddleware, name: "hideInput" });
  stack.addRelativeTo(exactBody(authorization(options)), { relation: "after", toMiddleware, name: "exactBody" });
  stack.add(rawOutput, { step: "deserialize", name: "rawOutput" });
  return sdk;
}

/** The SDK's serializer creates only the headers; it never gets the input, so it cannot add or drop members. */
const hideInput: Middleware = (next) => (args) => next({ ...args, exactInput: args.input, input: {} });

const exactBody =
  (header: string): Middleware =>
  (next) =>
  (args) => {
    args.request.body = JSON.stringify(args.exactInput);
    args.request.headers["x-amz-date"] = "20260101T000000Z";
    args.request.headers.authorization = header;
    return next(args);
  };

/** The exchange itself is the output. */
const rawOutput: Middleware = (next) => async (args) => {
  const { response } = await next(args);
  return { response, output: response };
};
