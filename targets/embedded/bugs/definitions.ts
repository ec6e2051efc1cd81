import { category } from "./category.ts";

/** Bugs in what task definitions are refused for, and in what their revisions show. */
export const definitionBugs = category("definitions", {
  "duplicate-container-names-accepted": "RegisterTaskDefinition accepts two containers of one name (TE19)",
  "container-cpu-sum-is-not-checked": "RegisterTaskDefinition accepts containers with more cpu than the task (TE20)",
  "memory-below-reservation-accepted":
    "RegisterTaskDefinition accepts a container that reserves more memory than it has (TE22)",
  "unknown-dependency-accepted": "RegisterTaskDefinition accepts a container that waits for an unknown one (TE23)",
  "dependency-cycle-accepted": "RegisterTaskDefinition accepts containers that wait for each other (TE51)",
  "undeclared-volume-accepted": "RegisterTaskDefinition accepts mount points of an undeclared volume (TE25)",
  "encrypted-port-needs-no-encryption":
    "RegisterTaskDefinition accepts an EFS port for encrypted connections without encryption (TE45)",
  "awsvpc-takes-hostnames": "RegisterTaskDefinition for awsvpc accepts a container with a hostname (TE30)",
  "port-ranges-may-overlap": "RegisterTaskDefinition for awsvpc accepts port ranges that overlap (TE43)",
  "proxy-of-no-container-accepted": "RegisterTaskDefinition accepts a proxy that is no container (TE44)",
  "fargate-takes-privileged": "RegisterTaskDefinition for FARGATE accepts privileged containers (TE31)",
  "fargate-takes-any-log-driver": "RegisterTaskDefinition for FARGATE accepts every log driver (TE35)",
  "short-timeouts-accepted": "RegisterTaskDefinition accepts start and stop timeouts below 2 seconds (TE52)",
  "deregistration-shows-its-time-at-once": "The reply that deregisters a revision shows deregisteredAt (TD22)",
  "second-deregistration-refused": "DeregisterTaskDefinition refuses a revision that is INACTIVE already (TD24)",
  "untagged-registration-shows-tags": "RegisterTaskDefinition without tags answers with an empty list (P8)",
  "definition-include-is-looked-at-last":
    "DescribeTaskDefinition looks for the revision before it refuses what it cannot include (G1)",
});
