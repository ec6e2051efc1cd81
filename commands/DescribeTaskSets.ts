import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { lostCluster } from "./pools/names.ts";
import { lostService, servicesIn } from "./pools/services.ts";
import { barren, externalServices, homeForm, setForm, setsIn } from "./pools/taskSets.ts";

const nobodys = "ecs-svc/8765432109876543210";

export const DescribeTaskSets = command({
  operation: "DescribeTaskSets",
  group: "taskSets",
  weight: 4,
  accepted(draw, scene) {
    const homes = externalServices(scene);
    if (homes.length === 0) return undefined;
    const home = draw.pick(homes);
    const own = setsIn(scene).filter((placed) => placed.home.it === home.it);
    const taskSets = draw.some(own, 0, 3).flatMap((placed) => setForm(draw, scene, placed) ?? []);
    return given({
      ...homeForm(draw, scene, home),
      taskSets: taskSets.length === 0 || draw.chance(0.2) ? [...taskSets, nobodys] : taskSets,
      include: draw.maybe(0.4, () => ["TAGS"]),
    });
  },
  refused(draw, scene) {
    const homes = externalServices(scene);
    if (homes.length > 0 && draw.chance(0.3))
      return { ...homeForm(draw, scene, draw.pick(homes)), taskSets: [nobodys], include: ["SETS"] };
    if (homes.length === 0 && draw.chance(barren)) return undefined;
    const own = servicesIn(scene, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");
    if (own.length > 0 && draw.chance(0.4)) return homeForm(draw, scene, draw.pick(own));
    const lost = lostService(draw, scene);
    return lost !== undefined && draw.chance(0.6) ? lost : { cluster: lostCluster(draw, scene), service: "s1" };
  },
});
