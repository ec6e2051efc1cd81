/** KECS could not be started in a container: one line that says what is wrong, where, and how to correct it. */
export class KecsContainerError extends Error {
  override readonly name = "KecsContainerError";
}

/** The number of last log lines that an error quotes. */
const shownLines = 3;

/** Turns an error of the container engine, or of waiting for a container, into one readable line. */
export function explained(error: unknown, awaited: string, log: readonly string[]): KecsContainerError {
  if (error instanceof KecsContainerError) return error;
  const message = messageOf(error);
  const fail = (text: string) => new KecsContainerError(text, { cause: error });
  if (/working container runtime/i.test(message)) {
    return fail("no container engine answers: start Docker, or name one in DOCKER_HOST");
  }
  const [, port] = takenPort.exec(message) ?? [];
  if (port) return fail(`port ${port} is in use: stop the program that listens there, or omit withPorts`);
  const said = log.slice(-shownLines).map((line) => line.slice(0, 300));
  return fail(`${awaited} did not start: ${message}${said.length > 0 ? `; its last lines: ${said.join(" ⏎ ")}` : ""}`);
}

const takenPort = /(?:bind for|listen tcp[46]?)\s+\S*?:(\d+).*(?:already allocated|already in use)/i;

export const withoutImage = (image: string, error: unknown): KecsContainerError =>
  new KecsContainerError(
    `image ${image} is not present and cannot be pulled: build or load it, or name another image (${messageOf(error)})`,
    { cause: error },
  );

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ").trim();

/** Is the error temporary? For example: another program took the port meanwhile, or the engine or the registry is busy. */
export const isPassing = (error: unknown): boolean =>
  /already allocated|already in use|ECONNRESET|socket hang up|i\/o timeout|TLS handshake timeout|toomanyrequests/i.test(
    messageOf(error),
  );
