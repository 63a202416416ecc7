/** The command context: the services of this process and the request that a command serves. */
import type { Exporter } from "../../projections/audit/export/exporter.ts";
import type pg from "pg";
import type { Logger } from "pino";
import type { Limits } from "../../domain/budgets.ts";
import type { Codec } from "../../eventstore/codec.ts";
import type { Instances } from "../../eventstore/instances.ts";
import type { EventStore, Position } from "../../eventstore/port.ts";
import type { Mailer } from "../../platform/mail/mail.ts";
import type { PushSender } from "../../platform/push/sender.ts";
import type { ProjectionGroup } from "../../projections/engine/group.ts";
import type { Projection } from "../../projections/engine/projection.ts";
import type { ServiceKeys } from "../../keys/service-keys.ts";
import type { ErasablePersonKeys } from "../../keys/person-keys.ts";
import type { Signer } from "../../keys/signing-keys.ts";
import type { TakeEntries } from "./entry-allowance.ts";
import type { Metrics } from "../../platform/metrics.ts";
import type { AllTurns } from "./turns.ts";
import type { HourMemory } from "./hour-memory.ts";
import type { RightsCollector } from "./asked-rights.ts";

/** A read model that commands wait for. */
export type Visibility = Pick<
  ProjectionGroup,
  "waitFor" | "isStopped" | "isWaiting" | "hasSetAside" | "isHeldBack" | "committedRow"
>;

/** The services of one process, made in src/service/services.ts. */
export interface Services {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  /** Says that the event store does not fit the read models, and what to do; then nothing is written. */
  readonly eventStoreFault: () => string | undefined;
  readonly codec: Codec;
  readonly instances: Pick<Instances, "mayWrite">;
  readonly keys: ServiceKeys;
  readonly signer: Signer;
  readonly personKeys: ErasablePersonKeys;
  readonly exporter: Exporter;
  /** How many costly works run at once in this process. */
  readonly turns: AllTurns;
  /** The read model that every command waits for. */
  readonly directory: Visibility;
  /** Any other read model, by its projection. */
  readonly readModel: (projection: Projection) => Visibility;
  readonly push: PushSender;
  readonly mailer: Mailer;
  /** MAIL_FROM. */
  readonly mailSender: string;
  readonly clock: () => Date;
  readonly log: Logger;
  /** May anybody sign up and create an organization? */
  readonly isSignUpOpen: boolean;
  /** REGION: where this deployment keeps its data. */
  readonly region: string;
  /** The service's absolute base URL, without a trailing slash. */
  readonly publicUrl: () => string;
  readonly metrics: Metrics;
  /** The budgets' numbers. */
  readonly limits: Limits;
  readonly takeEntries: TakeEntries;
  /** The readings of logs that this process knows to be recorded. */
  readonly readings: HourMemory;
  /** Runs a job of this process now instead of at its next time. */
  readonly wakeJob: (name: string) => void;
  /** Removes an erased person from files: mails, and the file of the first run. */
  readonly forgetElsewhere: (person: PersonElsewhere) => Promise<void>;
}

/** How those files know a person. */
interface PersonElsewhere {
  readonly userId: string;
  readonly email: string | undefined;
}

/** The holder of the credential. Their roles are looked up for each organization. */
export interface Caller {
  readonly userId: string;
  readonly via: "SESSION" | "TOKEN" | "SYSTEM";
  readonly tokenId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** The scopes of a token or an account session; undefined: not narrowed to scopes. */
  readonly scopes?: readonly string[] | undefined;
  /** The only organization in which the credential works; undefined: all of the person's. */
  readonly organizationId?: string | undefined;
  /** RFC 3339: when the credential was issued. */
  readonly issuedAt?: string | undefined;
  /** The position of the log at which it was issued; exact, while clocks differ. */
  readonly issuedPosition?: string | undefined;
  /** For how long the session was not used until now. */
  readonly idleSeconds?: number | undefined;
  /** Was the session idle for so long that it does not open the person's own account any longer? */
  readonly isAccountClosed?: boolean | undefined;
  /** RFC 3339: when an access token of the identity provider ends. */
  readonly endsAt?: string | undefined;
}

/**
 * Makes ids. With an idempotency key they are derived from it: a repeat after a crash makes the same
 * ids, and the event store recognizes its events.
 */
export interface Ids {
  /** A new UUID, version 7. */
  next(): string;
  /** The id of the event with this index, from 0, among those the command appends to the stream. */
  event(stream: string, index: number): string;
  /** Ids for one part of the command; they do not depend on the order of the parts. */
  part(name: string): Ids;
}

export interface CommandContext {
  /** Did an earlier request with the same idempotency key start and not answer? */
  readonly isResumed?: boolean | undefined;
  readonly services: Services;
  readonly caller: Caller;
  readonly correlationId: string;
  readonly ids: Ids;
  /** The time of the command, RFC 3339. */
  readonly at: string;
  /** `If-Match`: a changed stream must be at one of these revisions, if it exists. */
  readonly ifMatch?: readonly number[] | undefined;
  /** Collects the rights that are asked for; they are kept with the answer to an idempotency key. */
  readonly asked?: RightsCollector | undefined;
}

/** What a query needs: the services and the caller. */
export type QueryContext = Pick<CommandContext, "services" | "caller" | "asked">;

/** For changes to streams other than the resource that the request names. */
export function withoutIfMatch(context: CommandContext): CommandContext {
  return { ...context, ifMatch: undefined };
}

/** What every command returns: the position that reads must reach to show its change. */
export interface CommandResult {
  readonly position: Position;
  /** The events that it has written about the resource that it answers; left out if it does not say. */
  readonly events?: readonly object[];
  /** Who began the stream of the resource that it answers; left out if it does not say. */
  readonly begunBy?: string | undefined;
  /** A second read model that must reach the position, besides the directory. */
  readonly shownIn?: Projection;
}
