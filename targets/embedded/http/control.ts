import { EcsError } from "../errors.ts";
import { parseArn } from "../requests/identifiers.ts";
import type { Simulation } from "../simulation.ts";
import { jsonReply, type Reply } from "./protocol.ts";

const prefix = "/_kecs-fuzz/";

export function isControl(path: string): boolean {
  return path.startsWith(prefix);
}

/** The operations for testers: capabilities, virtual time, connections of agents, and reset. */
export function control(sim: Simulation, method: string, path: string, body: string, reset: () => void): Reply {
  switch (`${method} ${path.slice(prefix.length)}`) {
    case "GET target":
      return jsonReply(200, {
        target: "embedded",
        capabilities: ["tasks", "containers", "virtualTime", ...(sim.traffic ? ["traffic"] : [])],
        speed: sim.clock.speed,
        fixtures: { subnets: ["subnet-0a1b2c3d"], securityGroups: ["sg-0a1b2c3d"] },
      });
    case "POST advance":
      advance(sim, body);
      return jsonReply(200, { now: sim.clock.now });
    case "POST agent":
      connectAgent(sim, body);
      return jsonReply(200, {});
    case "POST reset":
      reset();
      return jsonReply(200, {});
    default:
      throw new EcsError("UnknownOperationException", `There is no ${method} ${path}.`, { status: 404 });
  }
}

/** Disconnects or reconnects an agent. No task is placed on an instance whose agent is disconnected (TK7). */
function connectAgent(sim: Simulation, body: string): void {
  try {
    const { containerInstance, connected } = JSON.parse(body);
    const [clusterName = "", id = ""] = parseArn(String(containerInstance)).path;
    const cluster = sim.state.clusters.get(clusterName);
    const instance = cluster?.fleet.byId.get(id);
    if (cluster && instance && instance.status !== "INACTIVE" && typeof connected === "boolean") {
      instance.agentConnected = connected;
      instance.version += 1;
      cluster.fleet.changed();
      return;
    }
  } catch {
    // An unreadable body is refused below.
  }
  throw new EcsError(
    "SerializationException",
    'The body must be {"containerInstance": ARN, "connected": true or false}, the instance registered.',
  );
}

/** `{"seconds": n}` advances the clock by n seconds; with `"untilMove": true` at most to the next event. */
function advance(sim: Simulation, body: string): void {
  try {
    const { seconds, untilMove = false } = JSON.parse(body);
    if (typeof seconds === "number" && seconds >= 0 && seconds <= 1e7 && typeof untilMove === "boolean") {
      if (untilMove) sim.clock.advanceToMove(seconds);
      else sim.clock.advance(seconds);
      return;
    }
  } catch {
    // An unreadable body is refused below.
  }
  throw new EcsError("SerializationException", 'The body must be {"seconds": n}, n from 0 to 10000000.');
}
