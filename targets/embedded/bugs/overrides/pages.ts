import type { BugName } from "../../bugs.ts";
import { ListAccountSettings } from "../../operations/accountSettings.ts";
import { ListAttributes } from "../../operations/attributes.ts";
import { DescribeCapacityProviders } from "../../operations/capacityProviders.ts";
import { ListClusters } from "../../operations/clusters.ts";
import { ListContainerInstances } from "../../operations/containerInstances.ts";
import { ListServicesByNamespace } from "../../operations/ListServicesByNamespace.ts";
import { ListServiceDeployments } from "../../operations/serviceDeployments.ts";
import { ListServices } from "../../operations/services.ts";
import { ListTaskDefinitionFamilies, ListTaskDefinitions } from "../../operations/taskDefinitions.ts";
import { ListTasks } from "../../operations/tasks.ts";
import type { PageRequest } from "../../requests/pages.ts";
import type { Simulation } from "../../simulation.ts";
import { overrideOperation } from "./override.ts";
import type { Override } from "./rule.ts";

type Output = Readonly<Record<string, unknown>>;

/** Changes the lists of each page after the first. */
type Change = (list: readonly unknown[], first: readonly unknown[]) => readonly unknown[];

const following =
  (change: Change) =>
  <I extends PageRequest>(truth: (sim: Simulation, input: I) => object): Override =>
    overrideOperation(truth, (sim, input) => {
      const page = truth(sim, input) as Output;
      if (input.nextToken === undefined) return page;
      const first = truth(sim, { ...input, nextToken: undefined }) as Output;
      return Object.fromEntries(
        Object.entries(page).map(([name, value]) => [
          name,
          Array.isArray(value) ? change(value, first[name] as readonly unknown[]) : value,
        ]),
      );
    });

const inEveryList = (change: Change): readonly Override[] => {
  const planted = following(change);
  return [
    planted(DescribeCapacityProviders),
    planted(ListAccountSettings),
    planted(ListAttributes),
    planted(ListClusters),
    planted(ListContainerInstances),
    planted(ListServiceDeployments),
    planted(ListServices),
    planted(ListServicesByNamespace),
    planted(ListTaskDefinitionFamilies),
    planted(ListTaskDefinitions),
    planted(ListTasks),
  ];
};

export const pageOverrides = {
  "following-pages-omit-an-item": inEveryList((list) => list.slice(1)),
  "list-services-ends-after-default-page": [
    overrideOperation(ListServices, (sim, input) => {
      const page = ListServices(sim, input);
      return input.maxResults === undefined ? { ...page, nextToken: undefined } : page;
    }),
  ],
  "list-tasks-has-no-default-page": [
    overrideOperation(ListTasks, (sim, input) => {
      const pages = [ListTasks(sim, input)];
      for (let nextToken = pages[0]?.nextToken; input.maxResults === undefined && nextToken !== undefined; ) {
        const page = ListTasks(sim, { ...input, nextToken });
        pages.push(page);
        nextToken = page.nextToken;
      }
      const taskArns = pages.flatMap((page) => page.taskArns);
      return input.maxResults === undefined ? { taskArns, nextToken: undefined } : (pages[0] as (typeof pages)[0]);
    }),
  ],
  "following-pages-repeat-an-item": inEveryList((list, first) => [...first.slice(0, 1), ...list.slice(1)]),
} satisfies Partial<Record<BugName, readonly Override[]>>;
