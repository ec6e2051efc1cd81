import { expect } from "vitest";
import { assertTaskCount } from "../kit/assertions.ts";
import { throughTerraform } from "../kit/clients/throughTerraform.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Terraform: a task set is created, changed and destroyed without drift",
  { needs: ["tasks"], programs: ["terraform"], bug: "computed-desired-count-rounds-down" },
  throughTerraform("taskSet", async (context, { terraform, name }) => {
    const { ecs, cluster, waiting } = context;
    await waiting.during(terraform.apply());
    expect(await terraform.drift()).toBeUndefined();
    await assertTaskCount(context, name, 2);
    const changed = terraform.with({ release: "2", scale: "100" });
    await waiting.during(changed.apply());
    expect(await changed.drift()).toBeUndefined();
    await assertTaskCount(context, name, 3);
    await waiting.during(changed.destroy());
    expect((await ecs.describeService(cluster, name))?.status).toBe("INACTIVE");
  }),
);
