/**
 * What a fault is. Scenes are data: which processes run, and what befalls them. The runner (run-scene.ts)
 * keeps the service under load, causes each fault, lets it pass, and checks what was acknowledged.
 */
import type { Random } from "../fuzz/random.ts";
import type { MailServer } from "../support/mail-server.ts";
import type { DatabaseServer } from "./database-server.ts";
import type { StagedInstance } from "./instance.ts";
import type { Relay } from "./relay.ts";

/** Processes that are started together, and the faults that befall them, one after the other. */
export interface Scene<Parts = unknown> {
  /** Distinguishes its faults in the report, such as `two instances`. */
  readonly name: string;
  readonly instances: 1 | 2 | 3;
  /** The service's own PostgreSQL (with one instance only), or one that the suite runs. */
  readonly database: "embedded" | "foreign";
  /** Starts further parts, which are stopped after the scene. */
  readonly parts?: (folder: string) => Promise<StartedParts<Parts>>;
  /** Prepares where the foreign PostgreSQL lives, such as a small file system, and its settings. */
  readonly ground?: (folder: string) => Promise<Ground>;
  /** Starts the foreign PostgreSQL, if it is not the usual one. */
  readonly server?: (folder: string) => Promise<DatabaseServer>;
  /** Why the scene cannot be played here, such as a missing variable; the report says so. */
  readonly skip?: () => string | undefined;
  /** Modules that every instance loads before the program, as file URLs. */
  readonly preload?: readonly string[];
  readonly faults: readonly Fault<Parts>[];
}

export interface StartedParts<Parts> {
  readonly parts: Parts;
  /** Environment variables of every instance, and of `muster`. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface Ground {
  /** For the cluster. */
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface Fault<Parts = unknown> {
  /** A row of the report: what befalls which part. */
  readonly name: string;
  /** How often in a run of the whole suite. */
  readonly rounds: number;
  /** Belongs to `kills`, which repeats them in turn. */
  readonly isKill?: boolean;
  /** How long the cause lasts; left out: it has gone when `strike` has resolved. */
  readonly lastsMilliseconds?: number;
  /** Causes it. Resolves to what makes the cause go away. */
  readonly strike: (stage: Stage, parts: Parts) => Promise<() => Promise<void>>;
  /** What every instance that runs must say just before the cause goes away. */
  readonly says?: Health;
  /** Checks that belong to this fault alone, once the service works again; throws what is wrong. */
  readonly afterwards?: (stage: Stage, parts: Parts) => Promise<void>;
}

/** Statuses of `/health/ready`, without and with `?commands=true`. */
export interface Health {
  readonly ready?: 200 | 503;
  readonly commands?: 200 | 503;
}

/** What a fault may touch. */
export interface Stage {
  readonly instances: readonly StagedInstance[];
  /** PostgreSQL, reached directly. */
  readonly server: DatabaseServer;
  /** Takes the mails of all instances, behind the relay. */
  readonly mails: { readonly server: MailServer; readonly relay: Relay };
  /** Where clients reach the service: the proxy in front of the instances. */
  readonly url: string;
  readonly organizationId: string;
  /** The owner's session. */
  readonly owner: string;
  /** Repeated by the run's seed. */
  readonly random: Random;
  /** The instance that folds the projection; `directory` by default. */
  folding(projection?: string): Promise<StagedInstance>;
  /** Runs a command of `muster`. @returns standard output */
  muster(...words: readonly string[]): Promise<string>;
}

/** Keeps the type of the parts between a scene and its faults. */
export function scene<Parts>(plan: Scene<Parts>): Scene {
  return plan as Scene;
}
