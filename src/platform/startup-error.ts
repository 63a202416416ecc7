/** Why the service cannot start: one clear line that says what to do, printed without a stack. */
export class StartupError extends Error {
  override readonly name = "StartupError";
}
