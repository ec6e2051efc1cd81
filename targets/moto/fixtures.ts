import { authorization } from "../../clients/authorization.ts";
import { ask } from "../http.ts";
import { type Fixtures, TargetError } from "../target.ts";
import type { Access } from "../targetOptions.ts";

/** The seed of moto's ids: every start creates the same fixtures, so that saved plans stay valid. */
const seed = 2014_11_13;

/**
 * A VPC with one subnet, one security group and a few EC2 instances, made through moto's EC2 API. `round` makes the ids
 * that moto chooses afterwards differ from those after an earlier reset.
 */
export async function createFixtures(access: Access, round: number): Promise<Fixtures> {
  await seedIds(access.url, seed);
  const vpc = await createdId(access, "vpcId", { Action: "CreateVpc", CidrBlock: "10.77.0.0/16" });
  // Without DNS hostnames, moto's RunTask reads a private name that the network interface does not have.
  await ec2(access, { Action: "ModifyVpcAttribute", VpcId: vpc, "EnableDnsHostnames.Value": "true" });
  const subnet = await createdId(access, "subnetId", { Action: "CreateSubnet", VpcId: vpc, CidrBlock: "10.77.1.0/24" });
  const securityGroup = await createdId(access, "groupId", {
    Action: "CreateSecurityGroup",
    GroupName: "kecs-fuzz",
    GroupDescription: "kecs-fuzz",
    VpcId: vpc,
  });
  const instances = await createInstances(access, subnet);
  await seedIds(access.url, seed + 1 + round);
  return { subnets: [subnet], securityGroups: [securityGroup], instances };
}

/** Creates EC2 instances: moto registers only these as container instances. */
async function createInstances(access: Access, subnet: string): Promise<string[]> {
  const text = await ec2(access, {
    Action: "RunInstances",
    ImageId: "ami-12c6146b",
    InstanceType: "t3.micro",
    MinCount: String(instanceCount),
    MaxCount: String(instanceCount),
    SubnetId: subnet,
  });
  const ids = [...text.matchAll(/<instanceId>(i-[0-9a-f]+)<\/instanceId>/g)].map(([, id = ""]) => id);
  if (ids.length !== instanceCount)
    throw new TargetError(`moto started ${ids.length} of ${instanceCount} EC2 instances`);
  return ids;
}

/** Enough for nearly every plan. */
const instanceCount = 6;

async function seedIds(url: string, value: number): Promise<void> {
  await ask(`${url}/moto-api/seed?a=${value}`, { method: "POST" });
}

/** The id in EC2's XML reply. */
async function createdId(access: Access, element: string, parameters: Record<string, string>): Promise<string> {
  const text = await ec2(access, parameters);
  const id = new RegExp(`<${element}>([a-z]+-[0-9a-f]+)</${element}>`).exec(text)?.[1];
  if (!id) throw new TargetError(`moto returned no ${element}: ${oneLine(text)}`);
  return id;
}

/** Calls EC2's query protocol. */
async function ec2(access: Access, parameters: Record<string, string>): Promise<string> {
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    authorization: authorization({ region: access.region, credentials: { ...access, secretAccessKey: "" } }, "ec2"),
  };
  const body = new URLSearchParams({ Version: "2016-11-15", ...parameters }).toString();
  const exchange = await ask(access.url, { method: "POST", headers, body }, 30_000);
  if (exchange.kind === "answered" && exchange.status === 200) return exchange.text;
  const why = exchange.kind === "answered" ? oneLine(exchange.text) : exchange.detail;
  throw new TargetError(`moto failed to do ${parameters.Action}: ${why}`);
}

function oneLine(text: string): string {
  return text.slice(0, 200).replaceAll(/\s+/g, " ");
}
