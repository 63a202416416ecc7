/** The people, credentials and things with which the fuzz calls the service. */

/** Ids by kind. A parameter's name begins with its kind, such as `userId`. */
export type Ids = Readonly<
  Record<
    "organization" | "user" | "solution" | "token" | "notification" | "session",
    readonly string[]
  >
>;

export interface Cast {
  /** What callers of the first organization may know. */
  readonly own: Ids;
  readonly foreign: Ids;
  /** Bearer credentials by kind of caller; undefined for none. */
  readonly callers: Readonly<Record<string, string | undefined>>;
  /** Addresses of the first organization. */
  readonly emails: readonly string[];
  /** Secrets of invitations, valid and invalid. */
  readonly secrets: readonly string[];
  /** Names and addresses of the other organization. No request contains one. */
  readonly foreignTexts: readonly string[];
}

/** The only caller who may see what belongs to the other organization. */
export const foreignCaller = "owner of another";
