import type { Plan } from "../../commands/language/plan.ts";
import type { ReportedDivergence } from "../../reports/document.ts";
import { divergence, plan } from "./sample.ts";

const operations = [
  "CreateService",
  "UpdateService",
  "RunTask",
  "StopTask",
  "ListTasks",
  "DescribeServices",
  "TagResource",
];
const severities = ["critical", "major", "minor"] as const;
const signatures = [
  (operation: string, n: number) => `${operation}/immediate/service.member${n}/number→more`,
  (operation: string, n: number) => `${operation}/error/type/CL13:ClusterNotFoundException→ServerException${n}`,
  (operation: string, n: number) => `${operation}/outcome/CL${n}→accepted`,
  (operation: string, n: number) => `law/wire/${operation}/bad JSON ${n}: HTTP 500`,
];

/** A campaign's divergences, each with a reply, a log and symptoms. */
export function manyDivergences(count: number): { divergences: ReportedDivergence[]; plans: Plan[] } {
  const divergences = Array.from({ length: count }, (_, index): ReportedDivergence => {
    const operation = operations[index % operations.length] as string;
    const signature = (signatures[index % signatures.length] as (typeof signatures)[number])(operation, index);
    const text = JSON.stringify({
      service: { serviceName: `s${index}`, desiredCount: index, tags: [{ key: "a", value: `${index}` }] },
    });
    return divergence({
      signature,
      operation,
      operations: index % 10 === 0 ? operations : [operation],
      severity: severities[index % severities.length] as ReportedDivergence["severity"],
      severityReason: "a client gets a wrong count",
      sentence: `${operation} returns member${index} as ${index + 1} where ECS returns ${index}, and keeps it so until the service is deleted.`,
      shrunk: index % 5 !== 0,
      expected: String(index),
      actual: index % 2 === 0 ? text : String(index + 1),
      documentation: `https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_${operation}.html`,
      evidence: { recorded: 3, source: "owner/repository testdata/ecs.json call 7 of the first run, 2026-09-16" },
      seen: 1 + (index % 9),
      symptoms: Array.from({ length: index % 4 }, (_, n) => `${operation}/immediate/service.other${n}/absent→object`),
      plan: `divergences/${index + 1}.json`,
      log: [
        `2026-11-30T22:00:00Z ERROR request ${index} failed`,
        "Traceback (most recent call last):",
        "  File server.py",
      ],
      exchanges: [0, 1, 2].map((command) => ({
        command,
        look: false,
        operation,
        input: text,
        status: 200,
        answer: text.repeat(8),
      })),
    });
  });
  return { divergences, plans: divergences.map(() => plan) };
}
