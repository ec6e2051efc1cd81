/** Aborts at the first SIGINT, SIGTERM or SIGHUP; the second ends the process at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const end = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  // A reader that closed the pipe (`| head`) needs no more output.
  process.stdout.on("error", () => process.exit(130));
  return controller.signal;
}

/** Exits with status 130 when interrupted meanwhile; a server that is just starting ends with this process. */
export async function unlessInterrupted<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  const leave = () => process.exit(130);
  signal.addEventListener("abort", leave);
  try {
    return await work;
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
