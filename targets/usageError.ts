/** The call was wrong: exit status 2, one line that says what and how to mend it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
