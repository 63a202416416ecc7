/** Why mutants survive that no test needs to notice. */

export interface Reason {
  /** What docs/mutation.md says. */
  readonly why: string;
  /** The survivors, as `file:line: text -> replacement`. */
  readonly mutants: RegExp;
}

export const reasons: readonly Reason[] = [
  {
    why: "The same result another way: a comparison with `undefined` or a missing value is false anyway, or a role that does not exist is above none",
    mutants:
      /rights\.ts.*(own === "SYSTEM"|"SYSTEM" ->|solutionRole !== undefined|: \[\])|invitation\.ts.*(undefined|default)|grants\.ts.*(default|grantTypes|rank !== undefined)|token\/decider.*lastUsedAt !== undefined|solution\/decider.*organizationId === undefined/,
  },
  {
    why: "The same result another way: two equal times, the first and the last text of a range, a text that is counted twice",
    mutants: /time\.ts.*(a <= b|a >= b)|primitives\.ts.*(time [<>]|text\.length)/,
  },
  {
    why: "The same result another way: what is lost or too much is left out or refused a step later",
    mutants:
      /ask-again\.ts:(54|57)|ask-again\.ts.*role === now|take-back\.ts:(43|56|60)|decider\.ts:96|invite-template\.ts:172|mail-markup\.ts.*(TooManyElements|false -> true|nodes\.some|NS\.HTML)|allowed-markup\.ts.*"unwrap"|name-in-mail\.ts:(11|17)|invite-template\.ts:151|stream-room\.ts.*"final" ->|user\/decider\.ts.*\{ email: null \}|user\/settings\.ts.*(\[A-Za-z\]\/ ->|return false)|session\/decider\.ts.*"ENDED"|token\/decider\.ts.*"ACTIVE" ->/,
  },
  {
    why: "A default in destructuring or of a lookup that is never missing there",
    mutants: /(: "" -> "Stryker was here!"|: \[\] -> \["Stryker was here"\])$/,
  },
  {
    why: "Described to readers of the published document, and tested with it (`test/http/plugins/openapi.test.ts`)",
    mutants: /rights\.ts.*(describe\(|"The only|"The permissions)/,
  },
  {
    why: "A stream that exists for everybody who gets here",
    mutants: /authority\.ts.*(person|organization)\?\.type/,
  },
  {
    why: "The initial state of a stream without events, of which only what is read is tested",
    mutants: /: (\{ heldBy: undefined \}|\{ isRecorded: false \}) -> \{\}/,
  },
  {
    why: "Only more than one message about one value would show it (`abort`)",
    mutants: /primitives\.ts.*: true -> false/,
  },
];
