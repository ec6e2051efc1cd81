import type { Decision, MemberDecision } from "../model/language/members/decision.ts";
import { type DecidedShape, decidedShapes } from "../model/language/members/shapes.ts";
import { anchorOf, behaviourRows } from "./behaviour.ts";
import { countOf, recordedOf } from "./members/counts.ts";

const shapes = Object.keys(decidedShapes) as DecidedShape[];

const decisionsOf = (shape: DecidedShape): [member: string, decision: MemberDecision][] =>
  Object.entries(decidedShapes[shape]);

const order: readonly Decision[] = ["always", "when given", "when it has come about", "never unless given", "unknown"];

const known = behaviourRows();

/** Is the member's presence compared? */
const isCompared = ({ compares, byView, decision }: MemberDecision): boolean =>
  decision !== "unknown" && (compares !== undefined || byView === true);

const signText = (sign: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(sign)
    .map(([member, values]) => `${member} ${values.join(" or ")}`)
    .join(" and ");

/** When a member must be present and when absent, by the other members of the reply. */
function signs({ compares, decision }: MemberDecision): string[] {
  if (decision !== "when it has come about" || compares === undefined) return [];
  const { present, absent } = compares;
  return [
    ...(present === undefined ? [] : [`present with ${signText(present)}`]),
    ...(absent === undefined ? [] : [`absent with ${signText(absent)}`]),
  ];
}

function evidence(shape: DecidedShape, member: string, { decision }: MemberDecision): string {
  const { shown, of, given, madeUp, requests } = countOf(shape, member);
  const gave =
    decision === "always" || requests === 0 ? "" : `; ${requests} requests: given ${given}, invented ${madeUp}`;
  return `${shown} of ${of}${gave}`;
}

function row(shape: DecidedShape, member: string, decision: MemberDecision): string {
  const words = [...signs(decision), ...(decision.why === undefined ? [] : [decision.why])].join("; ");
  const rule =
    decision.rule === undefined ? "" : `[${decision.rule}](ecs-behaviour.md#${anchorOf(decision.rule, known)})`;
  const compared = isCompared(decision) ? "yes" : decision.byView ? "value only" : "no";
  return `| ${member} | ${decision.decision} | ${words} | ${evidence(shape, member, decision)} | ${rule} | ${compared} |`;
}

function section(shape: DecidedShape): string {
  return `## ${shape}

${recordedOf(shape).length} descriptions in complete recorded answers.

| member | shown | in detail | recorded | row | compared |
| --- | --- | --- | --- | --- | --- |
${decisionsOf(shape)
  .map(([member, decision]) => row(shape, member, decision))
  .join("\n")}`;
}

/** `docs/members.md`. */
export function membersPage(): string {
  const all = shapes.flatMap(decisionsOf);
  const totals = order.map((decision) => `${all.filter(([, each]) => each.decision === decision).length} ${decision}`);
  const compared = all.filter(([, decision]) => isCompared(decision)).length;
  return `# When replies show a member

For each of the ${all.length} members of ${shapes.length} shapes, this page states when a reply contains it:
${totals.join(", ")}. The presence of ${compared} members is
compared: an absent member that must be present is a divergence, and so is an invented one. \`npm run docs\` generates
this page.

A decision other than *unknown* is based on recorded replies of ECS, none of which contradicts it, or on a row of
[ecs-behaviour.md](ecs-behaviour.md). The column *recorded* counts the descriptions of the shape in complete recorded
replies ([evidence.md](evidence.md)) that contain the member. Where the create request is completely known, it also
counts the requests with the member, and the replies that contain it although the request does not. *value only* means
that the value is compared if the model knows it, and that a reply may omit the member. The decisions are in
\`model/language/members/\`; a new member of the SDK's types does not compile without one.

The members of a service apply to the ECS controller. A container's definition is never described alone; it is listed
because servers invent members there most often.

${shapes.map(section).join("\n\n")}
`;
}
