import type { BugName } from "../../bugs.ts";
import { clientException } from "../../errors.ts";
import { RegisterTaskDefinition } from "../../operations/RegisterTaskDefinition.ts";
import {
  DescribeTaskDefinition,
  requireInclude,
  revisionToDeregister,
  showDeregistered,
} from "../../operations/taskDefinitions.ts";
import { requireNoHostname } from "../../taskDefinitions/awsvpc.ts";
import { requireDistinctNames } from "../../taskDefinitions/containerDefinitions.ts";
import { requireReservation, requireTimeouts } from "../../taskDefinitions/containerSettings.ts";
import { requireKnownDependencies, requireNoCycle } from "../../taskDefinitions/dependencies.ts";
import { showRevision } from "../../taskDefinitions/families.ts";
import { requireUnprivileged } from "../../taskDefinitions/fargate.ts";
import { requireFargateDriver } from "../../taskDefinitions/logging.ts";
import { requireDisjointRanges } from "../../taskDefinitions/portMappings.ts";
import { requireProxyContainer } from "../../taskDefinitions/proxy.ts";
import { requireCpuSum } from "../../taskDefinitions/sizes.ts";
import { requireDeclaredVolumes, requireNoEncryptedPort } from "../../taskDefinitions/volumes.ts";
import { override, overrideOperation, unchecked } from "./override.ts";
import type { Override } from "./rule.ts";

export const definitionFaultOverrides = {
  "duplicate-container-names-accepted": unchecked(requireDistinctNames),
  "container-cpu-sum-is-not-checked": unchecked(requireCpuSum),
  "memory-below-reservation-accepted": unchecked(requireReservation),
  "unknown-dependency-accepted": unchecked(requireKnownDependencies),
  "dependency-cycle-accepted": unchecked(requireNoCycle),
  "undeclared-volume-accepted": unchecked(requireDeclaredVolumes),
  "encrypted-port-needs-no-encryption": unchecked(requireNoEncryptedPort),
  "awsvpc-takes-hostnames": unchecked(requireNoHostname),
  "port-ranges-may-overlap": unchecked(requireDisjointRanges),
  "proxy-of-no-container-accepted": unchecked(requireProxyContainer),
  "fargate-takes-privileged": unchecked(requireUnprivileged),
  "fargate-takes-any-log-driver": unchecked(requireFargateDriver),
  "short-timeouts-accepted": unchecked(requireTimeouts),
  "deregistration-shows-its-time-at-once": [override(showDeregistered, showRevision)],
  "second-deregistration-refused": [
    override(revisionToDeregister, (sim, identifier) => {
      const revision = revisionToDeregister(sim, identifier);
      if (revision.status === "INACTIVE") throw clientException("The specified task definition is inactive.");
      return revision;
    }),
  ],
  "untagged-registration-shows-tags": [
    overrideOperation(RegisterTaskDefinition, (sim, input) => ({
      tags: [],
      ...defined(RegisterTaskDefinition(sim, input)),
    })),
  ],
  "definition-include-is-looked-at-last": [
    overrideOperation(DescribeTaskDefinition, (sim, input) => {
      const { include, ...rest } = input;
      const plain = DescribeTaskDefinition(sim, rest);
      requireInclude(include);
      return include === undefined ? plain : DescribeTaskDefinition(sim, input);
    }),
  ],
} satisfies Partial<Record<BugName, readonly Override[]>>;

/** The members that are there. */
const defined = (answer: object): object =>
  Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
