/**
 * The protocol by which an address is claimed, released and claimed again, as a model for an explicit-state
 * search. It takes the steps of `registerPerson`, of an erasure and of its repair, over the real deciders;
 * every read and every append of one stream is a step. A command may crash between any two steps, and is then
 * sent again under its idempotency key or never goes on. The erasure's second event is left out, because it
 * concerns read models only.
 */
import { type Decider, isRejection } from "../../src/domain/decider.ts";
import { emailDecider } from "../../src/domain/email/decider.ts";
import type { EmailEvent } from "../../src/domain/email/events.ts";
import { type UserCommand, userDecider } from "../../src/domain/user/decider.ts";
import type { UserEvent } from "../../src/domain/user/events.ts";
import { type Model, remember, type Step, type Stream, streamOf } from "../support/explore.ts";
import { idOf } from "./given.ts";

type EmailState = (typeof emailDecider)["initial"];
type EmailCommand = Parameters<(typeof emailDecider)["decide"]>[0];
type UserState = (typeof userDecider)["initial"];
type Address = Stream<EmailState, EmailCommand, EmailEvent>;
type User = Stream<UserState, UserCommand, UserEvent>;

type Stage =
  | "claim"
  | "register"
  | "begin"
  | "erase"
  | "read the address"
  | "release"
  | "destroy the key"
  | "end";

/** What the protocol does. The search must find a fault in every variant that does less. */
export interface AddressProtocol {
  readonly email: Decider<EmailState, EmailCommand, EmailEvent>;
  readonly registering: readonly Stage[];
  readonly erasing: readonly Stage[];
  readonly expectsRevision: boolean;
  /** As in the model of the ownership guard. */
  readonly joinsSteps: boolean;
}

export const addressProtocol: AddressProtocol = {
  email: emailDecider,
  registering: ["claim", "register"],
  erasing: ["begin", "erase", "read the address", "release", "destroy the key", "end"],
  expectsRevision: true,
  joinsSteps: true,
};

/** Registers a person with the address, or erases a person who is registered. */
export type AddressOrder = "register" | "erase";

interface Work {
  readonly order: AddressOrder;
  /** The user whom it registers or erases; undefined before that is known. */
  readonly user?: number | undefined;
  /** What is left to do; undefined before it begins. */
  readonly stages?: readonly Stage[] | undefined;
  /** The stream as it was read for the first of these stages. */
  readonly read?: Address | User | undefined;
  /** Does an erasure know the address, which the person's key seals? */
  readonly knowsAddress?: boolean | undefined;
}

export interface AddressWorld {
  readonly address: Address;
  readonly users: readonly User[];
  /** The users whose erasure is noted as unfinished. */
  readonly unfinished: readonly number[];
  /** The users whose key is destroyed. */
  readonly keyless: readonly number[];
  readonly works: readonly Work[];
  readonly repair: Work | undefined;
}

/** Somebody with the address, or nobody, and the commands that were sent. The nth command makes the user n + 1. */
export function addressModel(
  rules: AddressProtocol,
  sent: readonly (readonly AddressOrder[])[],
): Model<AddressWorld> {
  const nobody = streamOf(userDecider, []);
  const person = { email: "ada@example.com", firstName: "Ada", lastName: "L" };
  const registered = nobody.append([{ type: "UserRegistered", data: {}, personal: person }]);
  const free = streamOf(rules.email, []);
  const settled = new Map<string, string>();
  const claims = new Map<string, EmailCommand>();
  const releases = new Map<string, EmailCommand>();
  // The same object for the same command.
  const commands = {
    claim: (userId: string) =>
      remember(claims, userId, (): EmailCommand => ({ type: "ClaimEmail", userId })),
    release: (userId: string) =>
      remember(releases, userId, (): EmailCommand => ({ type: "ReleaseEmail", userId })),
    register: { type: "RegisterUser", person },
    erase: { type: "EraseUser", order: {} },
  } as const;
  const held = free.append([{ type: "EmailClaimed", data: { userId: idOf(0) } }]);

  function next(world: AddressWorld): Step<AddressWorld>[] {
    const steps = world.works.flatMap((work, index): Step<AddressWorld>[] => {
      const put = (state: AddressWorld, other: Work): AddressWorld => ({
        ...state,
        works: state.works.with(index, other),
      });
      const name = `${work.order} (${index})`;
      const hasBegun = work.stages !== undefined;
      const going = hasBegun ? goOn(world, work, `${index}`) : begin(world, work, index);
      const after = going.map(([state, other]) => ({
        name: `${name}: ${work.stages?.[0] ?? "begins"}`,
        state: put(state, other),
      }));
      if (!hasBegun) return after;
      // An erasure is sent again by the same person.
      const crashed: Work = {
        order: work.order,
        ...(work.order === "erase" && { user: work.user }),
      };
      return [...after, { name: `${name}: crashes`, state: put(world, crashed) }];
    });
    return [...steps, ...repairSteps(world)];
  }

  type Going = readonly (readonly [AddressWorld, Work])[];

  function begin(world: AddressWorld, work: Work, index: number): Going {
    if (work.order === "register") {
      const { heldBy } = world.address.state;
      const user = heldBy === undefined ? index + 1 : indexOf(heldBy);
      const claims = heldBy === undefined;
      const stages = rules.registering.filter((stage) => stage !== "claim" || claims);
      const read = claims && stages[0] === "claim" ? world.address : undefined;
      return [[world, { ...work, user, stages, read }]];
    }
    return world.users.flatMap(({ state }, user): Going => {
      const isMeant = state.registered && user === (work.user ?? user);
      return isMeant ? [[world, { ...work, user, stages: rules.erasing }]] : [];
    });
  }

  /** @param id by which the command recognizes its appends; the repair recognizes none */
  function goOn(world: AddressWorld, work: Work, id?: string): Going {
    const { user = 0, knowsAddress, stages = [] } = work;
    const [stage] = stages;
    if (stage === undefined) return [];
    const done = withStages(work, stages.slice(1));
    const userId = idOf(user);
    const onAddress = {
      stream: world.address,
      write: (address: Address) => ({ ...world, address }),
    };
    const onUser = {
      stream: world.users[user] ?? nobody,
      write: (written: User) => ({ ...world, users: world.users.with(user, written) }),
    };
    const again = { order: work.order };
    const refused = withStages(work, []);
    switch (stage) {
      case "claim":
        return change(world, work, id, commands.claim(userId), again, onAddress);
      case "register":
        return change(world, work, id, commands.register, refused, onUser);
      case "begin":
        return [[{ ...world, unfinished: withUser(world.unfinished, user) }, done]];
      case "erase":
        return change(world, work, id, commands.erase, refused, onUser);
      case "read the address":
        return [[world, { ...done, knowsAddress: !world.keyless.includes(user) }]];
      case "release":
        if (knowsAddress !== true) return [[world, done]];
        return change(world, work, id, commands.release(userId), refused, onAddress);
      case "destroy the key":
        return [[{ ...world, keyless: withUser(world.keyless, user) }, done]];
      case "end": {
        const unfinished = world.unfinished.filter((each) => each !== user);
        return [[{ ...world, unfinished }, done]];
      }
    }
  }

  /** Reads a stream, or appends what was decided on what was read. */
  function change<State, Command, Event>(
    world: AddressWorld,
    work: Work,
    id: string | undefined,
    command: Command,
    refused: Work,
    on: {
      readonly stream: Stream<State, Command, Event>;
      readonly write: (stream: Stream<State, Command, Event>) => AddressWorld;
    },
  ): Going {
    const done = withStages(work, work.stages?.slice(1) ?? []);
    // Safe cast: what was read for a stage is the stream that the stage changes.
    const read = (work.read ?? on.stream) as Stream<State, Command, Event>;
    if (id !== undefined && read.has(id)) return [[world, done]];
    const events = read.decide(command);
    if (isRejection(events)) return [[world, refused]];
    if (events.length === 0) return [[world, done]];
    if (work.read === undefined && !rules.joinsSteps) {
      return [[world, { ...work, read: on.stream as unknown as Address }]];
    }
    if (rules.expectsRevision && read !== on.stream) return [[world, { ...work, read: undefined }]];
    return [[on.write(on.stream.append(events, id)), done]];
  }

  function repairSteps(world: AddressWorld): Step<AddressWorld>[] {
    const { repair } = world;
    if (repair === undefined) {
      return world.unfinished.map((user) => ({
        name: `the repair takes up the erasure of ${user}`,
        state: { ...world, repair: { order: "erase", user, stages: rules.erasing } },
      }));
    }
    const steps = goOn(world, repair).map(([state, after]) => ({
      name: `the repair: ${repair.stages?.[0]}`,
      state: { ...state, repair: after.stages?.length === 0 ? undefined : after },
    }));
    return [...steps, { name: "the repair crashes", state: { ...world, repair: undefined } }];
  }

  function fault(world: AddressWorld): string | undefined {
    const { address, users, unfinished, keyless } = world;
    const streams = [address, ...users].map(({ number }) => number);
    const key = [streams.join(), unfinished.join(), keyless.join()].join("|");
    return (
      remember(settled, key, () => faultNow(world) ?? faultOnceSettled(world) ?? "") || undefined
    );
  }

  function faultOnceSettled(world: AddressWorld): string | undefined {
    // From here on no command moves any more: the repair finishes, and the address can be registered.
    let now: AddressWorld = { ...world, repair: undefined };
    for (const user of world.unfinished) {
      now = alone(now, { order: "erase", user, stages: rules.erasing });
    }
    const { heldBy } = now.address.state;
    const user = heldBy === undefined ? now.users.length - 1 : indexOf(heldBy);
    const stages = rules.registering.filter((stage) => stage !== "claim" || heldBy === undefined);
    const after = alone(now, { order: "register", user, stages });
    const problem = faultNow(after);
    if (problem !== undefined) return `later ${problem}`;
    return living(after).length === 1 ? undefined : "nobody can register the address any more";
  }

  function alone(world: AddressWorld, work: Work): AddressWorld {
    let now = world;
    let left = work;
    for (;;) {
      const [step] = goOn(now, left);
      if (step === undefined) return now;
      [now, left] = step;
    }
  }

  const worlds = sent.flatMap((orders): AddressWorld[] => {
    const works = orders.map((order): Work => ({ order }));
    const others = orders.map(() => nobody);
    const rest = { unfinished: [], keyless: [], works, repair: undefined };
    // The last one is for the person who comes once all is settled.
    return [
      { ...rest, address: free, users: [nobody, ...others, nobody] },
      { ...rest, address: held, users: [registered, ...others, nobody] },
    ];
  });
  return { initial: worlds, key: keyOf, next, fault };
}

/** Of a command that has ended, only what it needs if it is sent again. */
function withStages(work: Work, stages: readonly Stage[]): Work {
  const { order, user, knowsAddress } = work;
  if (stages.length === 0) return order === "erase" ? { order, user, stages } : { order, stages };
  return stages.includes("release")
    ? { order, user, stages, knowsAddress }
    : { order, user, stages };
}

const indexOf = (userId: string): number => Number(userId.slice(-12));

const withUser = (users: readonly number[], user: number): readonly number[] =>
  users.includes(user) ? users : [...users, user].toSorted((a, b) => a - b);

function living({ users }: AddressWorld): number[] {
  return [...users.keys()].filter((user) => {
    const state = users[user]?.state;
    return state?.registered === true && !state.erased;
  });
}

/** The address has one user at most, who holds it. */
function faultNow(world: AddressWorld): string | undefined {
  const [user, other] = living(world);
  if (other !== undefined) return `both ${user} and ${other} have the address`;
  if (user === undefined || world.address.state.heldBy === idOf(user)) return undefined;
  return `${user} does not hold the address`;
}

function keyOf({ address, users, unfinished, keyless, works, repair }: AddressWorld): string {
  const streams = [address, ...users].map(({ number }) => number).join();
  const texts = [...works, ...(repair === undefined ? [] : [repair])].map(
    ({ order, user, stages, read, knowsAddress }) =>
      [order, user, stages?.length, stages?.[0], read?.number, knowsAddress].join(),
  );
  return [streams, unfinished.join(), keyless.join(), ...texts].join("|");
}
