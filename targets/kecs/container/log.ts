import { getContainerRuntimeClient } from "testcontainers";

/** A line of a server's log and its time. */
export interface LogLine {
  readonly at: Date;
  readonly text: string;
}

/** The log lines of a container in a span of time, both streams, in order of time; empty when the container does not exist. */
export async function logOf(id: string, since = new Date(0), until?: Date): Promise<LogLine[]> {
  const client = await getContainerRuntimeClient();
  const span = { since: since.getTime() / 1000, ...(until ? { until: until.getTime() / 1000 } : {}) };
  const wanted = { follow: false, stdout: true, stderr: true, timestamps: true, ...span } as const;
  try {
    return linesOf(await client.container.getById(id).logs(wanted));
  } catch {
    return [];
  }
}

/** Docker's frames: one byte for the stream, three unused bytes, four bytes of length, then the text. */
const headerBytes = 8;

export function linesOf(frames: Buffer): LogLine[] {
  const texts = new Map<number, string>();
  for (let at = 0; at + headerBytes <= frames.length; ) {
    const end = at + headerBytes + frames.readUInt32BE(at + 4);
    const stream = frames[at] as number;
    texts.set(stream, (texts.get(stream) ?? "") + frames.toString("utf8", at + headerBytes, end));
    at = end;
  }
  return [...texts.values()]
    .flatMap((text) => text.split("\n"))
    .flatMap(lineOf)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

function lineOf(line: string): LogLine[] {
  const [stamp = "", ...words] = line.split(" ");
  const at = new Date(stamp);
  return Number.isNaN(at.getTime()) ? [] : [{ at, text: words.join(" ").trimEnd() }];
}
