import type { RuleId } from "./rules.ts";

/** The row that says what a member of a described resource must be. */
const byMember: Readonly<Record<string, Readonly<Record<string, RuleId>>>> = {
  cluster: {
    clusterArn: "A1",
    status: "CL2",
    tags: "T8",
    settings: "CL9",
    statistics: "CL9",
    capacityProviders: "CL21",
    defaultCapacityProviderStrategy: "CL22",
    activeServicesCount: "CL2",
    runningTasksCount: "CL2",
    pendingTasksCount: "CL2",
  },
};

const byOperation: Readonly<Record<string, RuleId>> = {
  DescribeClusters: "CL8",
  ListClusters: "CL10",
};

/** The row a difference breaks: by the member's first name, else by the operation. */
export function ruleOf(kind: string | undefined, path: string, operation: string): RuleId | undefined {
  const member = /^[A-Za-z]*/.exec(path)?.[0] ?? "";
  return (kind === undefined ? undefined : byMember[kind]?.[member]) ?? byOperation[operation];
}
