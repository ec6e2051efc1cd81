import type { BugName } from "../bugs.ts";
import { EcsError } from "../errors.ts";
import { type EcsRequest, jsonReply, perform, type Reply } from "../http/protocol.ts";
import { findCluster, findService, findTask } from "../requests/identifiers.ts";
import type { Simulation } from "../simulation.ts";
import type { Service } from "../state/service.ts";
import type { Task } from "../state/task.ts";
import { findRevision } from "../taskDefinitions/families.ts";

/** What a planted bug does to a connection instead of answering. */
export type Fault = { readonly kind: "crash" | "reset" | "hang" } | { readonly kind: "garbage"; readonly reply: Reply };

const html: Reply = {
  status: 500,
  contentType: "text/html",
  body: "<html><body><h1>500 Internal Server Error</h1></body></html>",
};

/** The fault that a planted bug of the category `crashes` shows on this request, if any. */
export function plantedFault(sim: Simulation, bug: BugName | undefined, request: EcsRequest): Fault | undefined {
  const { operation, input } = request;
  switch (bug) {
    case "crash-on-second-service-deletion":
      if (operation !== "DeleteService") return undefined;
      return (namedService(sim, input)?.status ?? "ACTIVE") === "ACTIVE" ? undefined : { kind: "crash" };
    case "crash-on-empty-tag-value":
      if (operation !== "TagResource" || !Array.isArray(input.tags)) return undefined;
      return input.tags.some((tag) => tag.value === "") ? { kind: "crash" } : undefined;
    case "html-error-on-second-deregistration":
      if (operation !== "DeregisterTaskDefinition") return undefined;
      return quietly(() => findRevision(sim, String(input.taskDefinition)))?.status === "INACTIVE"
        ? { kind: "garbage", reply: html }
        : undefined;
    case "half-json-on-two-services": {
      if (operation !== "DescribeServices" || !Array.isArray(input.services) || input.services.length < 2)
        return undefined;
      const reply = perform(sim, request);
      return { kind: "garbage", reply: { ...reply, body: reply.body.slice(0, reply.body.length / 2) } };
    }
    case "hang-on-stop-of-stopped-task":
      return operation === "StopTask" && namedTask(sim, input)?.lastStatus === "STOPPED" ? { kind: "hang" } : undefined;
    case "reset-on-update-to-zero":
      if (operation !== "UpdateService" || input.desiredCount !== 0) return undefined;
      perform(sim, request);
      return { kind: "reset" };
    case "text-body-on-untag":
      if (operation !== "UntagResource") return undefined;
      return { kind: "garbage", reply: { ...perform(sim, request), body: "OK" } };
    case "server-error-on-unknown-service":
      if (operation !== "UpdateService" || !isUnknownService(sim, input)) return undefined;
      return {
        kind: "garbage",
        reply: jsonReply(500, { __type: "ServerException", message: "Service could not be looked up." }),
      };
    default:
      return undefined;
  }
}

function namedService(sim: Simulation, input: EcsRequest["input"]): Service | undefined {
  return quietly(() => {
    const cluster = findCluster(sim, input.cluster as string | undefined);
    return cluster && findService(cluster, String(input.service));
  });
}

function isUnknownService(sim: Simulation, input: EcsRequest["input"]): boolean {
  return (
    quietly(() => {
      const cluster = findCluster(sim, input.cluster as string | undefined);
      return cluster !== undefined && findService(cluster, String(input.service)) === undefined;
    }) === true
  );
}

function namedTask(sim: Simulation, input: EcsRequest["input"]): Task | undefined {
  return quietly(() => {
    const cluster = findCluster(sim, input.cluster as string | undefined);
    return cluster && findTask(cluster, String(input.task));
  });
}

/** Finds nothing for a malformed name, which the operation itself refuses. */
function quietly<T>(find: () => T | undefined): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof EcsError) return undefined;
    throw error;
  }
}
