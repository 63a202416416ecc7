/** A rebuild that could not be made; the tables are as they were. The message says what to do. */
export class RebuildFailed extends Error {
  override readonly name = "RebuildFailed";
}
