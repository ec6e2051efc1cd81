import type { BugName } from "../../bugs.ts";
import { addCluster, deactivateCluster } from "../../clusters/clusters.ts";
import { clientException, clusterNotFound, invalidParameter } from "../../errors.ts";
import { CreateCluster, requireSameArguments } from "../../operations/CreateCluster.ts";
import {
  clustersAfter,
  containsServices,
  DeleteCluster,
  DescribeClusters,
  ListClusters,
  UpdateCluster,
} from "../../operations/clusters.ts";
import { clusterName, findCluster, requiredCluster } from "../../requests/identifiers.ts";
import type { Cluster } from "../../state/cluster.ts";
import { override, overrideError, overrideOperation } from "./override.ts";
import type { Override } from "./rule.ts";

/** The clusters whose tags have been removed once. */
const stripped = new WeakSet<Cluster>();

export const clusterOverrides = {
  "create-existing-cluster-refused": [
    override(requireSameArguments, () => {
      throw clientException("Cluster already exists.");
    }),
  ],
  "update-inactive-cluster-raises-cluster-not-found": [
    overrideError(
      UpdateCluster,
      ({ type }) => type === "ClientException",
      () => clusterNotFound(),
    ),
  ],
  "create-cluster-forgets-tags": [
    overrideOperation(CreateCluster, (sim, input) => {
      const answer = CreateCluster(sim, input);
      const cluster = findCluster(sim, input.clusterName);
      if (cluster && !stripped.has(cluster)) cluster.tags = new Map();
      if (cluster) stripped.add(cluster);
      return answer;
    }),
  ],
  "recreated-cluster-keeps-old-tags": [
    override(deactivateCluster, (sim, cluster) => {
      const { tags } = cluster;
      deactivateCluster(sim, cluster);
      cluster.tags = tags;
    }),
    override(addCluster, (sim, cluster) => {
      const previous = sim.state.clusters.get(cluster.name);
      if (previous) cluster.tags = new Map([...previous.tags, ...cluster.tags]);
      addCluster(sim, cluster);
    }),
  ],
  "describe-clusters-refuses-arns": [
    override(findCluster, (sim, identifier) =>
      identifier?.startsWith("arn:") ? undefined : findCluster(sim, identifier),
    ),
  ],
  "cluster-names-ignore-case": [
    override(findCluster, (sim, identifier) => {
      const name = clusterName(sim, identifier).toLowerCase();
      return (
        findCluster(sim, identifier) ??
        [...sim.state.clusters.values()].find((cluster) => cluster.name.toLowerCase() === name)
      );
    }),
  ],
  "describing-statistics-resets-settings": [
    overrideOperation(DescribeClusters, (sim, input) => {
      const answer = DescribeClusters(sim, input);
      if (!input.include?.includes("STATISTICS")) return answer;
      for (const identifier of input.clusters?.length ? input.clusters : ["default"]) {
        const cluster = findCluster(sim, identifier);
        if (cluster) cluster.settings = new Map([["containerInsights", "disabled"]]);
      }
      return DescribeClusters(sim, input);
    }),
  ],
  "list-clusters-accepts-max-results-zero": [
    overrideOperation(ListClusters, (sim, input) =>
      input.maxResults === 0 ? { clusterArns: [] } : ListClusters(sim, input),
    ),
  ],
  "list-clusters-includes-inactive": [
    override(clustersAfter, (sim, place) =>
      Array.from(sim.state.clusters.values(), (cluster, index) => [index + 1, cluster] as const).slice(place),
    ),
  ],
  "delete-unknown-cluster-raises-invalid-parameter": [
    overrideOperation(DeleteCluster, (sim, input) => {
      if (!findCluster(sim, requiredCluster(input.cluster))) throw invalidParameter("Cluster not found.");
      return DeleteCluster(sim, input);
    }),
  ],
  "delete-cluster-twice-refused": [
    overrideOperation(DeleteCluster, (sim, input) => {
      if (findCluster(sim, requiredCluster(input.cluster))?.status === "INACTIVE")
        throw clusterNotFound("The referenced cluster was inactive.");
      return DeleteCluster(sim, input);
    }),
  ],
  "delete-cluster-with-tasks-raises-contains-services": [
    overrideError(DeleteCluster, ({ type }) => type === "ClusterContainsTasksException", containsServices),
  ],
} satisfies Partial<Record<BugName, readonly Override[]>>;
