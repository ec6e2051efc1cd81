import type { JsonObject } from "../../model/language/json.ts";
import type { DecidedShape } from "../../model/language/members/shapes.ts";
import { objectsIn } from "../../properties/traces/missing.ts";
import { isAccepted, type RecordedCall } from "../../properties/traces/trace.ts";
import { allTraces } from "../evidence/recordings.ts";

/** A description of a resource in a recorded reply, with the request if the call created the resource. */
interface Described {
  readonly operation: string;
  readonly shown: JsonObject;
  readonly request: JsonObject | undefined;
}

/** How often the complete recorded replies contain a member of a shape. */
export interface MemberCount {
  readonly shown: number;
  readonly of: number;
  /** The number of completely known create requests that contain the member. */
  readonly given: number;
  /** How often a reply contains it although such a request does not. */
  readonly madeUp: number;
  readonly requests: number;
}

const listed = (...values: unknown[]): JsonObject[] => objectsIn(values.flat());

const makers: Readonly<Partial<Record<DecidedShape, string>>> = {
  TaskDefinition: "RegisterTaskDefinition",
  Service: "CreateService",
  Task: "RunTask",
  Cluster: "CreateCluster",
};

function describedIn(shape: DecidedShape, { operation, input, inputComplete, body }: RecordedCall): Described[] {
  const request = inputComplete && makers[shape] === operation ? input : undefined;
  const plain = (shown: JsonObject[]): Described[] => shown.map((each) => ({ operation, shown: each, request }));
  switch (shape) {
    case "TaskDefinition":
      return plain(listed(body.taskDefinition, body.taskDefinitions));
    case "ContainerDefinition":
      return describedIn("TaskDefinition", { operation, input, inputComplete, body } as RecordedCall).flatMap(
        ({ shown, request: made }) =>
          listed(shown.containerDefinitions).map((container) => ({
            operation,
            shown: container,
            request: listed(made?.containerDefinitions).find(({ name }) => name === container.name),
          })),
      );
    case "Service":
      return plain(listed(body.service, body.services));
    case "Deployment":
      return plain(listed(...listed(body.service, body.services).map(({ deployments }) => deployments)));
    case "Task":
      return plain(listed(body.task, body.tasks));
    case "Cluster":
      return plain(listed(body.cluster, body.clusters));
  }
}

/** Only complete replies recorded on accounts: quoted and documented ones may have been edited. */
const recordedCalls: readonly RecordedCall[] = allTraces
  .filter(({ weight }) => weight === "recorded")
  .flatMap(({ calls }) => calls)
  .filter((call) => call.complete && isAccepted(call));

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

const described = new Map<DecidedShape, readonly Described[]>();

/** Every description of the shape in a complete recorded reply. */
export function recordedOf(shape: DecidedShape): readonly Described[] {
  const known = described.get(shape) ?? recordedCalls.flatMap((call) => describedIn(shape, call));
  described.set(shape, known);
  return known;
}

export function countOf(shape: DecidedShape, member: string): MemberCount {
  const all = recordedOf(shape);
  const made = all.filter(({ request }) => request !== undefined);
  return {
    shown: all.filter(({ shown }) => isThere(shown[member])).length,
    of: all.length,
    given: made.filter(({ request }) => isThere(request?.[member])).length,
    madeUp: made.filter(({ shown, request }) => isThere(shown[member]) && !isThere(request?.[member])).length,
    requests: made.length,
  };
}
