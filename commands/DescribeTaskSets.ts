import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentCluster } from "./pools/names.ts";
import { absentService, servicesIn } from "./pools/services.ts";
import { barren, externalServices, homeForm, setForm, setsIn, unknownSet } from "./pools/taskSets.ts";

const nobodys = "ecs-svc/8765432109876543210";

export const DescribeTaskSets = command({
  operation: "DescribeTaskSets",
  group: "taskSets",
  weight: 4,
  accepted(random, run) {
    const homes = externalServices(run);
    if (homes.length === 0) return undefined;
    const home = random.pick(homes);
    const own = setsIn(run).filter((placed) => placed.home.it === home.it);
    const taskSets = random.some(own, 0, 3).flatMap((placed) => setForm(random, run, placed) ?? []);
    return given({
      ...homeForm(random, run, home),
      taskSets: taskSets.length === 0 || random.chance(0.2) ? [...taskSets, unknownSet(random, run, home)] : taskSets,
      include: random.maybe(0.4, () => ["TAGS"]),
    });
  },
  refused(random, run) {
    const homes = externalServices(run);
    if (homes.length > 0 && random.chance(0.3))
      return { ...homeForm(random, run, random.pick(homes)), taskSets: [nobodys], include: ["SETS"] };
    if (homes.length === 0 && random.chance(barren)) return undefined;
    const own = servicesIn(run, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");
    if (own.length > 0 && random.chance(0.4)) return homeForm(random, run, random.pick(own));
    const lost = absentService(random, run);
    return lost !== undefined && random.chance(0.6) ? lost : { cluster: absentCluster(random, run), service: "s1" };
  },
});
