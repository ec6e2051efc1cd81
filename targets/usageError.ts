/** A usage error: exit status 2, one line that says what is wrong and how to correct it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
