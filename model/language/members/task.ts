import type { Task } from "@aws-sdk/client-ecs";
import { always, alwaysKnown, type Decisions, onceKnown, onceShown, open, openKnown, whenGiven } from "./decision.ts";

const fargate = ["FARGATE"] as const;
const onFargate = { launchType: fargate };
const beforeRunning = ["PROVISIONING", "PENDING", "ACTIVATING"] as const;

/** Every recorded task ran on Fargate: for tasks on instances, only rows are the source. */
const onlyOnFargate = "recorded on Fargate alone";

/** Members that a task shows as soon as it must stop, and not before (row TK10). */
const toStop = {
  present: { launchType: fargate, desiredStatus: ["STOPPED"] },
  absent: { desiredStatus: ["RUNNING"] },
};

/** Members that a task shows at the latest when it is RUNNING, and not while it is PROVISIONING (row LC5). */
const atWork = {
  present: { launchType: fargate, lastStatus: ["RUNNING"] },
  absent: { lastStatus: ["PROVISIONING"] },
};

/** When replies show the members of a task (rows TK3, TK10, LC5). */
export const taskMembers: Decisions<Task> = {
  taskArn: alwaysKnown("A1"),
  clusterArn: alwaysKnown("A1"),
  createdAt: alwaysKnown("CC7"),
  version: alwaysKnown("LC4"),
  lastStatus: alwaysKnown("LC1"),
  desiredStatus: alwaysKnown("LC2"),
  taskDefinitionArn: always("TK3"),
  containers: always("TK3"),
  overrides: always("TK3"),
  group: always("A5"),
  launchType: { ...onceKnown("TK3"), why: "or that of the capacity provider" },
  attachments: { ...onceShown("TK3", { present: onFargate }), why: onlyOnFargate },
  attributes: { ...onceShown("TK3", { present: onFargate }), why: `${onlyOnFargate}; StopTask may leave it out` },
  availabilityZone: { ...onceShown("TK3", { present: onFargate }), why: onlyOnFargate },
  cpu: { ...onceShown("TK3", { present: onFargate }), why: onlyOnFargate },
  memory: { ...onceShown("TK3", { present: onFargate }), why: onlyOnFargate },
  enableExecuteCommand: { ...onceShown("TK3", { present: onFargate }), why: onlyOnFargate },
  ephemeralStorage: { ...onceShown("TK3", { present: onFargate }), why: onlyOnFargate },
  fargateEphemeralStorage: open("answers before 2026 do not have it"),
  platformVersion: onceShown("SV3", { present: onFargate, absent: { launchType: ["EC2"] } }),
  platformFamily: onceShown("SV3", { present: onFargate, absent: { launchType: ["EC2"] } }),
  containerInstanceArn: {
    ...onceShown("TK3", { absent: onFargate }),
    byView: true,
    why: "never on Fargate; elsewhere once the task is placed",
  },
  pullStartedAt: onceShown("LC5", atWork),
  pullStoppedAt: onceShown("LC5", atWork),
  connectivity: { ...onceShown("LC5", atWork), why: onlyOnFargate },
  connectivityAt: { ...onceShown("LC5", atWork), why: onlyOnFargate },
  startedAt: onceShown("LC5", { present: { lastStatus: ["RUNNING"] }, absent: { lastStatus: beforeRunning } }),
  stoppingAt: onceShown("TK10", toStop),
  stopCode: onceShown("TK10", toStop),
  stoppedReason: onceShown("TK10", toStop),
  stoppedAt: onceShown("LC5", {
    present: { lastStatus: ["STOPPED"] },
    absent: { lastStatus: [...beforeRunning, "RUNNING"] },
  }),
  executionStoppedAt: onceShown("LC5", { absent: { lastStatus: ["PROVISIONING", "PENDING"] } }),
  tags: openKnown("absent, or empty, where there are none"),
  startedBy: { ...whenGiven("A5"), why: "a service's tasks name its deployment" },
  capacityProviderName: open("shown where a capacity provider placed the task, which may be the cluster's default"),
  healthStatus: open("shown by DescribeTasks, and neither by RunTask nor by StopTask"),
  inferenceAccelerators: open("the service is retired"),
};
