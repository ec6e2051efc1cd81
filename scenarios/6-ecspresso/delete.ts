import { expect } from "vitest";
import { assertFails, assertServiceActive, assertTaskCount } from "../kit/assertions.ts";
import { throughEcspresso } from "../kit/clients/throughEcspresso.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Basic deployment: deleted with its tasks, and deployed again",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "recreated-service-keeps-old-tags" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service }) => {
    await context.waiting.during(ecspresso.deploy());
    const { serviceArn = "" } = await context.service(service);
    await context.ecs.call("TagResource", { resourceArn: serviceArn, tags: [{ key: "old", value: "1" }] });
    await ecspresso.delete({ terminate: true });
    await context.untilService(service, "be INACTIVE", ({ status }) => status === "INACTIVE");
    await context.waiting.during(ecspresso.deploy());
    await assertServiceActive(context, service);
    await assertTaskCount(context, service, 2);
    const { services = [] } = await context.ecs.call("DescribeServices", {
      cluster: context.cluster,
      services: [service],
      include: ["TAGS"],
    });
    expect(services[0]?.tags ?? []).toEqual([]);
  }),
);

scenario(
  "Basic deployment: a service with tasks is deleted only with the flag for that",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "delete-service-needs-no-force" },
  throughEcspresso("config.yaml", async (context, { ecspresso, service, family }) => {
    await context.waiting.during(ecspresso.deploy());
    const failure = ecspresso.delete();
    await assertFails(failure, "failed to delete service");
    await assertServiceActive(context, service);
    await assertTaskCount(context, service, 2);
    const status = await ecspresso.status();
    expect(status).toContain(`PRIMARY ${family}:1 desired:2 pending:0 running:2`);
    await context.waiting.during(ecspresso.wait());
  }),
);
