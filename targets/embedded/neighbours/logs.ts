import { EcsError } from "../errors.ts";

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Log groups and their streams. */
type Groups = Map<string, Map<string, LogEvent[]>>;

type Input = Readonly<Record<string, unknown>>;

/** The operations of CloudWatch Logs (`Logs_20140328`) with which a deployment tool checks that it can write logs. */
export class Logs {
  readonly #groups: Groups = new Map();

  readonly operations: Readonly<Record<string, (input: Input) => object>> = {
    CreateLogGroup: ({ logGroupName }) => {
      if (this.#groups.has(String(logGroupName))) throw exists("log group");
      this.#groups.set(String(logGroupName), new Map());
      return {};
    },
    CreateLogStream: ({ logGroupName, logStreamName }) => {
      const streams = this.#streams(logGroupName);
      if (streams.has(String(logStreamName))) throw exists("log stream");
      streams.set(String(logStreamName), []);
      return {};
    },
    PutLogEvents: ({ logGroupName, logStreamName, logEvents }) => {
      const events = Array.isArray(logEvents) ? (logEvents as LogEvent[]) : [];
      this.#events(logGroupName, logStreamName).push(...events);
      return {};
    },
    GetLogEvents: ({ logGroupName, logStreamName, startTime, nextToken }) => {
      const all = this.#events(logGroupName, logStreamName);
      const seen = typeof nextToken === "string" ? Number(/^f\/(\d+)$/.exec(nextToken)?.[1] ?? 0) : 0;
      const since = typeof startTime === "number" ? startTime : 0;
      const events = all.slice(seen).filter(({ timestamp }) => timestamp >= since);
      return { events, nextForwardToken: `f/${all.length}`, nextBackwardToken: `b/${seen}` };
    },
  };

  #streams(group: unknown): Map<string, LogEvent[]> {
    const streams = this.#groups.get(String(group));
    if (streams === undefined) throw missing("log group");
    return streams;
  }

  #events(group: unknown, stream: unknown): LogEvent[] {
    const events = this.#streams(group).get(String(stream));
    if (events === undefined) throw missing("log stream");
    return events;
  }
}

const exists = (what: string): EcsError =>
  new EcsError("ResourceAlreadyExistsException", `The specified ${what} already exists`);

const missing = (what: string): EcsError =>
  new EcsError("ResourceNotFoundException", `The specified ${what} does not exist.`);
