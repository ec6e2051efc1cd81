import { XMLBuilder } from "fast-xml-parser";
import type { Reply } from "../http/protocol.ts";

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", suppressEmptyNode: true });

/** The trust policy of every role; ecspresso checks that it names ECS tasks. */
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/**
 * The services with the Query protocol, which reads forms and replies in XML. Every role exists and can be assumed by
 * tasks, but not by the caller, because a client with another role would no longer use this address. No target group is
 * described, not even the one that services can use. Undefined for unknown actions.
 */
export function answerQuery(body: string, account: string): Reply | undefined {
  const form = new URLSearchParams(body);
  const action = form.get("Action");
  switch (action) {
    case "AssumeRole":
      return refused("AccessDenied", "The caller may not assume this role.", 403);
    case "GetCallerIdentity":
      return answered(action, {
        Arn: `arn:aws:iam::${account}:user/kecs-fuzz`,
        UserId: "AIDAKECSFUZZ",
        Account: account,
      });
    case "GetRole": {
      const name = form.get("RoleName") ?? "";
      const document = encodeURIComponent(JSON.stringify(trust));
      const role = { Path: "/", RoleName: name, RoleId: `AROA${name}`, Arn: `arn:aws:iam::${account}:role/${name}` };
      return answered(action, {
        Role: { ...role, CreateDate: "2026-01-01T00:00:00Z", AssumeRolePolicyDocument: document },
      });
    }
    case "DescribeTargetGroups":
      return form.has("TargetGroupArns.member.1")
        ? refused("TargetGroupNotFound", "One or more target groups not found", 400)
        : answered(action, { TargetGroups: "" });
    default:
      return undefined;
  }
}

const answered = (action: string, result: object): Reply =>
  xml(200, { [`${action}Response`]: { [`${action}Result`]: result } });

const refused = (code: string, message: string, status: number): Reply =>
  xml(status, { ErrorResponse: { Error: { Type: "Sender", Code: code, Message: message } } });

const xml = (status: number, document: object): Reply => ({
  status,
  contentType: "text/xml",
  body: builder.build(document),
});
