/** What is mutated, by which tests a mutant must be noticed, and how many must be. */

export interface Part {
  readonly title: string;
  readonly mutated: readonly string[];
  readonly tests: readonly string[];
  readonly withoutTests?: readonly string[];
  readonly needsDatabase: boolean;
  /** The share of mutants that tests must notice, in percent. */
  readonly atLeast: number;
  /** Of a part that is too large: the share of its mutants that are tried, from 0 to 1. */
  readonly share?: number;
}

/** Without those that search protocols: they take seconds for each mutant. */
const withoutTests = ["test/domain/*-exhaustive.test.ts", "test/domain/ownership.test.ts"];
const domain = { withoutTests, needsDatabase: false, atLeast: 90 };

export const parts: Readonly<Record<string, Part>> = {
  members: {
    ...domain,
    title: "permissions, roles and memberships",
    mutated: [
      "src/domain/{lost-right,rights,roles}.ts",
      "src/domain/member/*.ts",
      "!src/domain/member/events.ts",
    ],
    tests: [
      "test/domain/{member,member-edges,rights,role-pairs,take-back,grants,pages,values}.test.ts",
    ],
  },
  organizations: {
    ...domain,
    title: "organizations and their mails",
    mutated: ["src/domain/organization/*.ts", "!src/domain/organization/events.ts"],
    tests: [
      "test/domain/{hostile-template,organization,organization-edges,settings,strangers-names}.test.ts",
    ],
  },
  schemas: {
    ...domain,
    title: "schemas of events, budgets, the catalogue",
    mutated: ["src/domain/{budgets,catalogue,event,upcasters}.ts", "src/domain/*/events.ts"],
    tests: ["test/domain/{catalogue,pages,user-settings}.test.ts"],
  },
  values: {
    ...domain,
    title: "values and free settings",
    mutated: ["src/domain/{decider,free-settings,primitives,time}.ts"],
    tests: [
      "test/domain/{free-settings,values,patterns,primitives,settings,time,token,organization,user}.test.ts",
    ],
  },
  others: {
    ...domain,
    title: "tokens, users, solutions, sessions, notifications, exports; streams and what is shown",
    mutated: [
      "src/domain/{email,export,notification,session,solution,token,user}/*.ts",
      "!src/domain/*/events.ts",
      "src/domain/{shown-changes,stream-room,streams}.ts",
    ],
    tests: [
      "test/domain/{notification,session,shown-changes,solution,stream-room,streams,token,user,user-settings,export}.test.ts",
    ],
  },
  rights: {
    title: "who may do what (`authorize`, `authority`, `ask-again`)",
    mutated: [
      "src/commands/kit/ask-again.ts",
      "src/commands/kit/asked-rights.ts",
      "src/commands/kit/authority.ts",
      "src/commands/kit/authorize.ts",
    ],
    tests: ["test/commands/kit/{authority-streams,authorize}.test.ts"],
    needsDatabase: true,
    atLeast: 90,
  },
  kit: {
    title: "a sample of the kit of commands (`src/commands/kit`)",
    mutated: ["src/commands/kit/*.ts"],
    tests: [
      "test/commands/kit/{authority-streams,authorize,ids,one-by-one,ownership-walks,turns}.test.ts",
    ],
    needsDatabase: true,
    atLeast: 0,
    share: 0.16,
  },
};
