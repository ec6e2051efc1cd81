import { TargetError } from "../target.ts";
import { KecsContainerError } from "./container/failure.ts";

/** A KECS in a container that kecs-fuzz started. */
export interface KecsInContainer {
  readonly url: string;
  /** Its log lines in a span of time. */
  readonly log: (since: Date, until: Date) => Promise<readonly string[]>;
  /** Its process id on this machine. */
  readonly pid: () => Promise<number | undefined>;
  /** Stops it, unless it is to be reused. */
  readonly close: () => Promise<void>;
}

interface ContainerOptions {
  readonly image: string | undefined;
  readonly reuse: boolean;
}

/** Starts KECS from an image, and PostgreSQL from KECS_POSTGRES_IMAGE. Throws a TargetError of one line. */
export async function startKecs({ image, reuse }: ContainerOptions): Promise<KecsInContainer> {
  // Only this target needs the module, and it takes longer to load than everything else.
  const { KecsContainer } = await import("./container/kecsContainer.ts");
  const container = new KecsContainer(image || undefined);
  const { KECS_POSTGRES_IMAGE } = process.env;
  if (KECS_POSTGRES_IMAGE) container.withPostgresImage(KECS_POSTGRES_IMAGE);
  if (reuse) container.withReuse();
  try {
    const kecs = await container.start();
    return {
      url: kecs.getEndpoint(),
      log: async (since, until) => (await kecs.getLogLines(since, until)).map(({ text }) => text),
      pid: () => kecs.getProcessId(),
      close: async () => {
        if (!reuse) await kecs.stop();
      },
    };
  } catch (error) {
    if (!(error instanceof KecsContainerError)) throw error;
    throw new TargetError(`KECS did not start: ${error.message}; to use a running KECS, set KECS_ENDPOINT to its URL`);
  }
}
