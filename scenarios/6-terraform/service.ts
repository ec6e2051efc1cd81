import { expect } from "vitest";
import { throughTerraform } from "../kit/clients/throughTerraform.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Terraform: a service and its cluster are created, changed and destroyed without drift",
  { needs: ["tasks"], programs: ["terraform"], bug: "register-loses-environment" },
  throughTerraform("service", async ({ ecs, waiting }, { terraform, name }) => {
    await waiting.during(terraform.apply());
    expect(await terraform.drift()).toBeUndefined();
    const changed = terraform.with({ desired_count: "3", release: "2" });
    await waiting.during(changed.apply());
    expect(await changed.drift()).toBeUndefined();
    const service = await ecs.describeService(name, name);
    expect([service?.runningCount, service?.taskDefinition]).toEqual([3, expect.stringMatching(/:2$/)]);
    expect((await ecs.describeCluster(name, ["TAGS"]))?.tags).toContainEqual({ key: "release", value: "2" });
    await waiting.during(changed.destroy());
    expect((await ecs.describeCluster(name))?.status).toBe("INACTIVE");
    expect(await ecs.listTaskDefinitions(name, "ACTIVE")).toEqual([]);
  }),
);
