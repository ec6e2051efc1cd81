import { EcsError } from "../errors.ts";
import { operations } from "../operations/registry.ts";
import { type OperationName, requestShapes } from "../shapes/requestShapes.ts";
import { readStructure } from "../shapes/shape.ts";
import type { Simulation } from "../simulation.ts";

/** A reply as it is sent. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A request whose operation is known and whose members have the right types. */
export interface EcsRequest {
  readonly operation: OperationName;
  readonly input: Record<string, unknown>;
}

export const targetPrefix = "AmazonEC2ContainerServiceV20141113.";

/** Reads a request of AWS JSON 1.1 (P1), or refuses it (P5). */
export function readRequest(target: string | undefined, body: string): EcsRequest {
  if (!target?.startsWith(targetPrefix))
    throw new EcsError("UnknownOperationException", "The target is missing or unknown.");
  const name = target.slice(targetPrefix.length);
  if (!Object.hasOwn(requestShapes, name)) {
    throw new EcsError("UnknownOperationException", `The operation ${name} is unknown.`);
  }
  const operation = name as OperationName;
  return { operation, input: readStructure(requestShapes[operation], parse(body)) };
}

export const notJson = "The request is not JSON.";

/** Refuses a body that is not JSON or that is nested too deep. */
export function parse(body: string): unknown {
  if (body === "") return {};
  if (isTooDeep(body)) throw new EcsError("SerializationException", "The request is nested too deep.");
  try {
    return JSON.parse(body);
  } catch {
    throw new EcsError("SerializationException", notJson);
  }
}

/** Deeper than any request of ECS; stored members must still be serializable. */
const deepest = 100;

/** Counts brackets outside of strings before parsing, because the parser may fail on deep nesting. */
function isTooDeep(body: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < body.length; index++) {
    const letter = body[index];
    if (quoted && letter === "\\") index++;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === "[" || letter === "{") && ++depth > deepest) return true;
    else if (!quoted && (letter === "]" || letter === "}")) depth--;
  }
  return false;
}

export function perform(sim: Simulation, request: EcsRequest): Reply {
  return sim.rule(jsonReply)(200, sim.rule(operations[request.operation])(sim, request.input));
}

/** P2–P4. */
export function refusal(error: EcsError): Reply {
  const { type, message, status, resourceIds } = error;
  return jsonReply(status, { __type: type, message, resourceIds });
}

export function jsonReply(status: number, body: object): Reply {
  return { status, contentType: "application/x-amz-json-1.1", body: JSON.stringify(body) };
}
