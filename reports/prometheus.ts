import type { Percentiles } from "../scenarios/kit/load/latencies.ts";
import type { LoadMetrics, ResourceSnapshot } from "../scenarios/kit/load/metricsCollector.ts";

/** The measurements of one load. */
export interface NamedMetrics {
  readonly scenario: string;
  readonly metrics: LoadMetrics;
}

const quantiles = [
  ["0.5", "p50"],
  ["0.9", "p90"],
  ["0.99", "p99"],
] as const satisfies readonly (readonly [string, keyof Percentiles])[];

const resources = [
  ["kecs_fuzz_cpu_percent_max", "cpuPercent", "Maximum CPU usage, in percent of one core."],
  ["kecs_fuzz_resident_memory_bytes_max", "rssBytes", "Maximum resident memory."],
  ["kecs_fuzz_open_fds_max", "descriptors", "Maximum number of open descriptors."],
] as const satisfies readonly (readonly [string, keyof ResourceSnapshot, string])[];

/** `DIR/metrics.prom`: the measurements of loads in Prometheus' text format (version 0.0.4). */
export function prometheusText(target: string, loads: readonly NamedMetrics[]): string {
  const families = new Map<string, { help: string; type: string; lines: string[] }>();
  const add = (name: string, type: string, help: string, labels: Labels, value: number, suffix = ""): void => {
    const family = families.get(name) ?? { help, type, lines: [] };
    families.set(name, family);
    family.lines.push(`${name}${suffix}${labelText(labels)} ${value}`);
  };
  const summary = (name: string, help: string, labels: Labels, of: Percentiles): void => {
    for (const [quantile, member] of quantiles) add(name, "summary", help, { ...labels, quantile }, of[member] / 1000);
    add(name, "summary", help, labels, of.count, "_count");
  };
  for (const { scenario, metrics } of loads) {
    const where = { target, scenario };
    for (const [operation, of] of Object.entries(metrics.operations)) {
      const labels = { ...where, operation };
      summary("kecs_fuzz_api_response_seconds", "Response time of an operation.", labels, of);
      add("kecs_fuzz_api_failures_total", "counter", "Calls that were refused or got no reply.", labels, of.failed);
    }
    for (const [phase, of] of Object.entries(metrics.startup))
      summary(
        "kecs_fuzz_task_startup_seconds",
        "Duration of one phase of a task's start, by the task's timestamps.",
        { ...where, phase },
        of,
      );
    for (const [side, snapshots] of Object.entries(metrics.resources)) {
      const labels = { ...where, side };
      for (const [name, member, help] of resources) {
        const seen = snapshots.flatMap((each) => each[member] ?? []);
        if (seen.length > 0) add(name, "gauge", help, labels, Math.max(...seen));
      }
    }
  }
  const text = [...families].map(([name, { help, type, lines }]) =>
    [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join("\n"),
  );
  return `${text.join("\n")}\n`;
}

type Labels = Readonly<Record<string, string>>;

const labelText = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(
      ([name, value]) => `${name}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`,
    )
    .join(",")}}`;
