import type { Decision, MemberDecision } from "../model/language/members/decision.ts";
import { type DecidedShape, decidedShapes } from "../model/language/members/shapes.ts";
import { anchorOf, behaviourRows } from "./behaviour.ts";
import { countOf, recordedOf } from "./members/counts.ts";

const shapes = Object.keys(decidedShapes) as DecidedShape[];

const decisionsOf = (shape: DecidedShape): [member: string, decision: MemberDecision][] =>
  Object.entries(decidedShapes[shape]);

const order: readonly Decision[] = ["always", "when given", "when it has come about", "never unless given", "unknown"];

const known = behaviourRows();

/** Is it compared whether the member is there? */
const isCompared = ({ compares, byView, decision }: MemberDecision): boolean =>
  decision !== "unknown" && (compares !== undefined || byView === true);

const signText = (sign: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(sign)
    .map(([member, values]) => `${member} ${values.join(" or ")}`)
    .join(" and ");

/** When a member must be there, and when it must not, by what else the reply shows. */
function signs({ compares, decision }: MemberDecision): string[] {
  if (decision !== "when it has come about" || compares === undefined) return [];
  const { present, absent } = compares;
  return [
    ...(present === undefined ? [] : [`there with ${signText(present)}`]),
    ...(absent === undefined ? [] : [`absent with ${signText(absent)}`]),
  ];
}

function evidence(shape: DecidedShape, member: string, { decision }: MemberDecision): string {
  const { shown, of, given, madeUp, requests } = countOf(shape, member);
  const gave =
    decision === "always" || requests === 0 ? "" : `; ${requests} requests: given ${given}, made up ${madeUp}`;
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

Of the ${all.length} members of ${shapes.length} shapes it is decided when a reply shows them:
${totals.join(", ")}. The presence of ${compared} is compared: one that
must be there and is absent is a divergence, and so is one that was made up. Made by \`npm run docs\`; a test holds this
page to the code.

A decision other than *unknown* stands on recorded answers of ECS of which none contradicts it, or on a row of
[ecs-behaviour.md](ecs-behaviour.md). The column *recorded* counts the descriptions of the shape in complete recorded
answers ([evidence.md](evidence.md)) that show the member, and, where the request that made the resource is wholly
known, the requests that gave it and the replies that show it though the request did not give it. *value only* says
that the value is compared where the model knows it, and that a reply may leave the member out. The decisions stand in
\`model/language/members/\`; a member that the SDK's types add does not compile without one.

The members of a service hold for the ECS controller. A container's definition is not described alone, but is where
servers make up most.

${shapes.map(section).join("\n\n")}
`;
}
