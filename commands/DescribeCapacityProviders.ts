import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import {
  absentProvider,
  fargateProviders,
  providerForm,
  providerNames,
  providersIn,
} from "./pools/capacityProviders.ts";
import { absentCluster, neverCreated, unusedNames } from "./pools/names.ts";

export const DescribeCapacityProviders = command({
  operation: "DescribeCapacityProviders",
  group: "providers",
  weight: 0.8,
  keeps: ["capacityProviders"],
  accepted(random, run) {
    const include = random.maybe(0.5, () => ["TAGS"]);
    if (random.chance(0.25)) return given({ include, maxResults: random.maybe(0.2, () => random.pick([1, 3, 10])) });
    const known = providersIn(run).map(({ name }) => name);
    const asked = random.some([...known, ...random.some(fargateProviders, 0, 1)], 0, 3);
    const missing =
      asked.length === 0 || random.chance(0.3)
        ? [random.pick([absentProvider(random, run), ...unusedNames(providerNames, known)])]
        : [];
    return given({
      capacityProviders: [...asked.map((name) => providerForm(random, run, name)), ...missing],
      include,
    });
  },
  refused: (random, run) =>
    random.pick([
      { capacityProviders: [neverCreated], include: [random.pick(["EVERYTHING", "tags"])] },
      { capacityProviders: [neverCreated], maxResults: random.pick([0, 11]) },
      { capacityProviders: ["FARGATE"], cluster: absentCluster(random, run) },
      { capacityProviders: ["FARGATE", ""] },
    ]),
});
