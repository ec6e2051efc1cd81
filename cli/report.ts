import type { Command } from "commander";
import { counted } from "../reports/console.ts";
import { coverageLine } from "../reports/coverage.ts";
import { writeDocument } from "../reports/json.ts";
import { mergeReports } from "../reports/merge.ts";
import type { Session } from "./program.ts";
import { checkDirectory, checkFile } from "./writable.ts";

export function addReportCommand(program: Command, session: Session): void {
  program
    .command("report")
    .description("works on the reports of campaigns")
    .command("merge")
    .description("several shards or campaigns into one report")
    .argument("<dir...>", "folders that hold a report.json")
    .requiredOption("--report <dir>", "where the merged report and its plans go")
    .option("--json <file>", "write the report here too")
    .action((directories: string[], { report: into, json }: { report: string; json?: string }) => {
      checkDirectory(into);
      if (json !== undefined) checkFile(json);
      const merged = mergeReports(directories, into);
      if (json !== undefined) writeDocument(json, merged, into);
      for (const { signature, seen } of merged.divergences)
        console.log(`${signature} · seen in ${counted(seen, "run")}`);
      if (merged.coverage !== undefined) console.log(coverageLine(merged.coverage));
      console.log(
        `${counted(directories.length, "report")} of ${merged.target}: ${counted(merged.runs, "run")} · ${counted(merged.calls, "call")} · ${counted(merged.divergences.length, "divergence")} · ${into}/report.json`,
      );
      session.status = merged.divergences.length > 0 ? 1 : 0;
    });
}
