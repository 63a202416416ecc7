/**
 * Turns: how many costly works of one kind run at once in this process, for one caller, for one
 * organization and in all. Neither one caller nor one organization can take all turns. Whoever finds none
 * waits a little, if the kind allows it, and is then refused.
 */
import { type BudgetName, budgets, type Limits } from "../../domain/budgets.ts";
import { addSeconds } from "../../domain/time.ts";
import { RejectedError } from "./rejected-error.ts";

/** Who takes a turn. */
interface TurnHolder {
  readonly userId: string;
  /** Left out if the work concerns no single organization. */
  readonly organizationId?: string | undefined;
  /** What the caller authenticates with. Their credentials share the caller's turns fairly. */
  readonly credential?: string | undefined;
}

export interface Turns {
  /**
   * Resolves with a function that ends the turn; calling it again does nothing.
   * @throws RejectedError `limit-reached` if there is no turn in time
   */
  take(holder: TurnHolder): Promise<() => void>;
}

interface TurnBounds {
  readonly perCaller: BudgetName;
  readonly perOrganization?: BudgetName;
  /** For one caller while another has begun a turn within `sharedMilliseconds`. */
  readonly perCallerWhenShared?: BudgetName;
  readonly sharedMilliseconds?: number;
  /** All turns of this process. */
  readonly total: number;
  /**
   * How many requests of one caller may wait for a turn, none by default; beyond that, one more of each of
   * their other credentials.
   */
  readonly waiting?: number;
  readonly waitMilliseconds?: number;
}

interface Waiter {
  readonly holder: TurnHolder;
  readonly start: () => void;
}

const organizationOf = ({ organizationId = "" }: TurnHolder): string => organizationId;
const credentialOf = ({ userId, credential = "" }: TurnHolder): string => `${userId} ${credential}`;

export function createTurns(
  {
    perCaller,
    perCallerWhenShared = perCaller,
    sharedMilliseconds = 1_000,
    perOrganization,
    total,
    waiting = 0,
    waitMilliseconds = 0,
  }: TurnBounds,
  { limits, clock }: { readonly limits: Limits; readonly clock: () => Date },
): Turns {
  let latestCaller: string | undefined;
  let changedAt = -Infinity;
  const ofCallers = new Map<string, number>();
  const ofOrganizations = new Map<string, number>();
  const ofCredentials = new Map<string, number>();
  const queue = new Set<Waiter>();
  let running = 0;

  return {
    async take(holder) {
      const missing = missingFor(holder);
      if (missing === undefined) return begin(holder);
      if (!mayWait(holder)) throw refusal(missing);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          queue.delete(waiter);
          reject(refusal(missingFor(holder)));
        }, waitMilliseconds);
        const start = (): void => {
          clearTimeout(timer);
          queue.delete(waiter);
          resolve(begin(holder));
        };
        const waiter: Waiter = { holder, start };
        queue.add(waiter);
      });
    },
  };

  /** A stolen token must not fill the queue in which its owner waits to delete it. */
  function mayWait(holder: TurnHolder): boolean {
    if (waiting === 0) return false;
    const ofCaller = [...queue].filter((waiter) => waiter.holder.userId === holder.userId);
    if (ofCaller.length < waiting) return true;
    const own = credentialOf(holder);
    return !ofCaller.some((waiter) => credentialOf(waiter.holder) === own);
  }

  /** The bound that leaves no turn for the holder; undefined if there is one. */
  function missingFor(holder: TurnHolder): BudgetName | "total" | undefined {
    const { userId, organizationId } = holder;
    const isShared =
      (latestCaller !== undefined && latestCaller !== userId) ||
      performance.now() - changedAt < sharedMilliseconds;
    const isLess = isShared && limits[perCallerWhenShared] < limits[perCaller];
    const budget = isLess ? perCallerWhenShared : perCaller;
    if ((ofCallers.get(userId) ?? 0) >= limits[budget]) return budget;
    const used = organizationId === undefined ? 0 : (ofOrganizations.get(organizationId) ?? 0);
    if (perOrganization !== undefined && used >= limits[perOrganization]) return perOrganization;
    return running >= total ? "total" : undefined;
  }

  function begin(holder: TurnHolder): () => void {
    if (latestCaller !== undefined && latestCaller !== holder.userId) {
      changedAt = performance.now();
    }
    latestCaller = holder.userId;
    count(holder, 1);
    let isRunning = true;
    return () => {
      if (!isRunning) return;
      isRunning = false;
      count(holder, -1);
      startNext();
    };
  }

  function count(holder: TurnHolder, change: 1 | -1): void {
    running += change;
    addTo(ofCallers, holder.userId, change);
    addTo(ofOrganizations, organizationOf(holder), change);
    addTo(ofCredentials, credentialOf(holder), change);
  }

  /** The organization with the fewest turns comes first, then the credential, then who waited longest. */
  function startNext(): void {
    let next: Waiter | undefined;
    let fewest = [Infinity, Infinity] as const;
    for (const waiter of queue) {
      const turns = [
        ofOrganizations.get(organizationOf(waiter.holder)) ?? 0,
        ofCredentials.get(credentialOf(waiter.holder)) ?? 0,
      ] as const;
      const isFewer = turns[0] < fewest[0] || (turns[0] === fewest[0] && turns[1] < fewest[1]);
      if (!isFewer || missingFor(waiter.holder) !== undefined) continue;
      next = waiter;
      fewest = turns;
    }
    next?.start();
  }

  function refusal(missing: BudgetName | "total" = "total"): RejectedError {
    const budget = missing === "total" ? "of this instance" : `${missing} of ${limits[missing]}`;
    const counted = budgets[perCaller].counts;
    return usedUp(clock, budget, `: ${counted}. Wait until one ends, then try again.`);
  }
}

/** The refusal for what is freed at any moment. */
export function usedUp(clock: () => Date, budget: string, advice: string): RejectedError {
  const retryAt = addSeconds(clock().toISOString(), 1);
  return new RejectedError("limit-reached", `The budget ${budget} is used up${advice}`, {
    retryAt,
  });
}

/** Counts by key; forgets the keys that count nothing. */
export function addTo(counts: Map<string, number>, key: string, change: number): void {
  const next = (counts.get(key) ?? 0) + change;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}

/** The turns of one process, by kind. */
export type AllTurns = ReturnType<typeof createAllTurns>;

export function createAllTurns(parts: { readonly limits: Limits; readonly clock: () => Date }) {
  const turns = (
    name: "exports" | "reviews" | "downloads" | "reads" | "waits" | "follows" | "streams",
    bounds: Pick<TurnBounds, "total" | "waiting" | "waitMilliseconds">,
  ) => {
    const budgets = {
      perCaller: `${name}PerCaller`,
      perOrganization: `${name}PerOrganization`,
    } as const;
    return createTurns({ ...budgets, ...bounds }, parts);
  };
  return {
    /** Requests in progress. */
    requests: createTurns(
      {
        perCaller: "requestsAtOncePerCaller",
        perCallerWhenShared: "requestsAtOnceWhenShared",
        total: Infinity,
        waiting: 1_000,
        waitMilliseconds: 10_000,
      },
      parts,
    ),
    /** Making an export: each takes a thread. */
    exports: turns("exports", { total: 4 }),
    /** Making an access review. Only one more waits, because each holds a turn of its download. */
    reviews: turns("reviews", { total: 4, waiting: 1, waitMilliseconds: 10_000 }),
    /** Sending what was made, however slowly it is read. */
    downloads: turns("downloads", { total: 200 }),
    /** Reading a page of a list. Leaves connections to the database for the rest. */
    reads: turns("reads", { total: 10, waiting: 200, waitMilliseconds: 5_000 }),
    /** Waiting for `Muster-Min-Position`. */
    waits: turns("waits", { total: 5_000 }),
    /** Waiting for new entries of a log. */
    follows: turns("follows", { total: 5_000 }),
    /** Open streams of changes. */
    streams: turns("streams", { total: 1_000 }),
  } as const;
}
