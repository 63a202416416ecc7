/** What the address bar holds of the sign-in page. */

export interface SignInSearch {
  /** The page that was asked for: a path of the console. */
  readonly returnTo?: string | undefined;
  /** Why signing in by the identity provider failed: a code of docs/problems.md. */
  readonly problem?: string | undefined;
}

export function signInSearch({ returnTo, problem }: Record<string, unknown>): SignInSearch {
  return {
    returnTo: typeof returnTo === "string" && isLocal(returnTo) ? returnTo : undefined,
    problem: typeof problem === "string" ? problem : undefined,
  };
}

/** A link must not lead out of the console after signing in. */
function isLocal(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && URL.parse(path, location.origin)?.origin === location.origin;
}
