import { expect, test } from "vitest";
import { ec2InstancesOf } from "../../../properties/run/ec2Instances.ts";

const register = (id: string) => ({
  operation: "RegisterContainerInstance",
  input: { instanceIdentityDocument: JSON.stringify({ instanceId: `«ec2Instance:${id}»` }) },
});

const plan = [register("a1"), register("b2"), register("a1"), register("c3")];

test("a plan's EC2 instances are those of the target's fixtures, in turn", () => {
  expect(ec2InstancesOf(plan, ["i-1", "i-2"])).toEqual({
    "«ec2Instance:a1»": "i-1",
    "«ec2Instance:b2»": "i-2",
    "«ec2Instance:c3»": "i-1",
  });
});

test("without fixtures, each has an id of its own", () => {
  expect(ec2InstancesOf(plan, [])["«ec2Instance:b2»"]).toBe("i-0b2");
  expect(ec2InstancesOf([], ["i-1"])).toEqual({});
});
