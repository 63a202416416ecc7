/** Why the service or a command cannot go on: one line that says what to do, printed without a stack. */
export class StartupError extends Error {
  override readonly name = "StartupError";
}
