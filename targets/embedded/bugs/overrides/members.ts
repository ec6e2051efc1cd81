import type { BugName } from "../../bugs.ts";
import { jsonReply } from "../../http/protocol.ts";
import { UpdateCluster } from "../../operations/clusters.ts";
import { activeCluster } from "../../requests/identifiers.ts";
import { showTags } from "../../requests/tags.ts";
import { override, overrideOperation } from "./override.ts";
import type { Override } from "./rule.ts";

type Shown = Readonly<Record<string, unknown>>;

/** Every object in a reply is shown as the planted bug shows it. */
const shownAs = (change: (shown: Shown) => Shown): Override =>
  override(jsonReply, (status, body) =>
    jsonReply(
      status,
      JSON.parse(JSON.stringify(body), (_, value) =>
        typeof value === "object" && value !== null && !Array.isArray(value) ? change(value) : value,
      ),
    ),
  );

const without = (member: string, isMeant: (shown: Shown) => boolean): Override =>
  shownAs((shown) => (isMeant(shown) ? { ...shown, [member]: undefined } : shown));

const withMember = (member: string, value: unknown, isMeant: (shown: Shown) => boolean): Override =>
  shownAs((shown) => (isMeant(shown) && shown[member] === undefined ? { ...shown, [member]: value } : shown));

export const memberOverrides = {
  "running-task-loses-started-at": [
    without("startedAt", (shown) => "desiredStatus" in shown && shown.lastStatus === "RUNNING"),
  ],
  "stopped-task-loses-stopped-at": [without("stoppedAt", (shown) => "desiredStatus" in shown)],
  "fargate-task-loses-platform-version": [without("platformVersion", (shown) => "desiredStatus" in shown)],
  "definition-invents-memory-reservation": [withMember("memoryReservation", 0, (shown) => "mountPoints" in shown)],
  "definition-invents-pid-mode": [withMember("pidMode", "task", (shown) => "compatibilities" in shown)],
  "service-loses-events": [without("events", (shown) => "serviceArn" in shown)],
  "service-shows-another-breaker-threshold": [
    shownAs((shown) =>
      "thresholdConfiguration" in shown ? { ...shown, thresholdConfiguration: { type: "COUNT", value: 3 } } : shown,
    ),
  ],
  "scaling-policy-has-another-type": [
    shownAs((shown) => (shown.type === "as_policy" ? { ...shown, type: "AutoScaling" } : shown)),
  ],
  "statistics-lack-managed-instances": [
    shownAs((shown) =>
      Array.isArray(shown.statistics)
        ? { ...shown, statistics: shown.statistics.filter(({ name }) => !/ManagedInstances/.test(name)) }
        : shown,
    ),
  ],
  "changed-cluster-shows-tags": [
    overrideOperation(UpdateCluster, (sim, input) => {
      const { cluster } = UpdateCluster(sim, input);
      return { cluster: { ...cluster, tags: showTags(activeCluster(sim, input.cluster).tags) } };
    }),
  ],
  "deployment-loses-rollout-state": [without("rolloutState", (shown) => "rolloutStateReason" in shown)],
} satisfies Partial<Record<BugName, readonly Override[]>>;
