import type { BugName } from "../bugs.ts";
import type { EcsError } from "../errors.ts";
import { jsonReply, notJson, perform, type Reply, readRequest, targetPrefix } from "../http/protocol.ts";
import type { Simulation } from "../simulation.ts";

/** A request as it was received. */
export interface RawRequest {
  readonly method: string;
  readonly target: string | undefined;
  readonly body: string;
  /** The body was sent in chunks. */
  readonly chunked: boolean;
  /** The size of the body in bytes, even if the body was too large to be stored. */
  readonly size: number;
}

/** The request as a planted bug of the category `wire` misreads it. */
export function plantedReading(bug: BugName | undefined, request: RawRequest): RawRequest {
  switch (bug) {
    case "any-method-is-served":
      return { ...request, method: "POST" };
    case "target-service-is-ignored":
      return { ...request, target: request.target?.replace(/^.*\./, targetPrefix) };
    case "chunked-body-is-ignored":
      return request.chunked ? { ...request, body: "" } : request;
    case "numbers-are-taken-for-texts":
      return request.target?.endsWith(".TagResource") ? { ...request, body: withTexts(request.body) } : request;
    default:
      return request;
  }
}

/** What a planted bug does instead of reading the request. */
export function plantedBreakdown(bug: BugName | undefined, { body, size }: RawRequest): "crash" | "hang" | undefined {
  if (bug === "deep-json-crashes-the-server" && body.includes("[".repeat(1000))) return "crash";
  return bug === "large-body-is-never-answered" && size > 1_000_000 ? "hang" : undefined;
}

/** The reply of a planted bug to a request that should be refused. */
export function plantedReply(
  sim: Simulation,
  bug: BugName | undefined,
  request: RawRequest,
  error: EcsError,
): Reply | undefined {
  switch (bug) {
    case "bad-json-answers-server-error":
      return error.message === notJson
        ? jsonReply(500, { __type: "ServerException", message: "The request could not be read." })
        : undefined;
    case "unknown-operation-answers-nothing":
      return request.method === "POST" && request.target?.startsWith(targetPrefix) && isUnknown(error)
        ? jsonReply(200, {})
        : undefined;
    case "spoiled-tags-are-half-stored":
      if (error.type === "SerializationException") storeSoundTags(sim, request);
      return undefined;
    default:
      return undefined;
  }
}

const isUnknown = ({ type }: EcsError): boolean => type === "UnknownOperationException";

function withTexts(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), (key, value) =>
      key === "value" && typeof value === "number" ? String(value) : value,
    );
  } catch {
    return body;
  }
}

function storeSoundTags(sim: Simulation, { target, body }: RawRequest): void {
  try {
    const input = JSON.parse(body);
    if (!Array.isArray(input.tags)) return;
    const tags = input.tags.filter((tag: { value?: unknown }) => typeof tag?.value === "string");
    perform(sim, readRequest(target, JSON.stringify({ ...input, tags })));
  } catch {
    // A body that is not JSON, or that is refused for another reason, stores nothing.
  }
}
