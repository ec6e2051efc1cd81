import { EcsError } from "../errors.ts";
import { jsonReply, parse, type Reply } from "../http/protocol.ts";
import { Logs } from "./logs.ts";
import { answerQuery } from "./query.ts";

/** A request to ECS or to another service. */
export interface NeighbourRequest {
  readonly target: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

type Operations = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => object>>;

/**
 * The services in addition to ECS that a deployment tool calls at the same address. They do only what such a tool
 * needs: there are no scaling policies, parameters and secrets, and logs are stored.
 */
export class Neighbours {
  readonly #account: string;
  readonly #services: ReadonlyMap<string, Operations>;

  constructor(account: string) {
    this.#account = account;
    this.#services = new Map<string, Operations>([
      ["Logs_20140328", new Logs().operations],
      ["AnyScaleFrontendService", autoScaling],
      ["AmazonSSM", parameters],
      ["secretsmanager", secrets],
    ]);
  }

  /** The reply, or undefined if the request is for ECS or an unknown service. Throws EcsError to refuse. */
  answer({ target, contentType, body }: NeighbourRequest): Reply | undefined {
    if (target === undefined)
      return contentType?.startsWith(form) === true ? answerQuery(body, this.#account) : undefined;
    const [service = "", operation = ""] = target.split(".");
    const operations = this.#services.get(service);
    if (operations === undefined) return undefined;
    const perform = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (perform === undefined)
      throw new EcsError("UnknownOperationException", `The operation ${operation} is unknown.`);
    return jsonReply(200, perform(read(body)));
  }
}

const form = "application/x-www-form-urlencoded";

const autoScaling: Operations = {
  DescribeScalableTargets: () => ({ ScalableTargets: [] }),
  DescribeScalingPolicies: () => ({ ScalingPolicies: [] }),
};

const parameters: Operations = {
  GetParameters: ({ Names }) => ({ Parameters: [], InvalidParameters: Array.isArray(Names) ? Names : [] }),
};

const secrets: Operations = {
  GetSecretValue: () => {
    throw new EcsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  },
};

function read(body: string): Readonly<Record<string, unknown>> {
  const input = parse(body);
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw new EcsError("SerializationException", "The request is not a JSON object.");
  return input as Record<string, unknown>;
}
