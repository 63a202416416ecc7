/** What every command works with: the services of this process, and the request it serves. */
import type { Exporter } from "../../projections/audit/export/exporter.ts";
import type pg from "pg";
import type { Logger } from "pino";
import type { Codec } from "../../eventstore/codec.ts";
import type { EventStore, Position } from "../../eventstore/port.ts";
import type { Mailer } from "../../platform/mail/mail.ts";
import type { PushSender } from "../../platform/push/sender.ts";
import type { Projection } from "../../projections/engine/projection.ts";
import type { ServiceKeys } from "../../keys/service-keys.ts";
import type { ErasablePersonKeys } from "../../keys/person-keys.ts";
import type { Signer } from "../../keys/signing-keys.ts";
import type { Metrics } from "../../platform/metrics.ts";

/** A read model that commands wait for. */
export interface Visibility {
  /** Resolves once the read model contains the position; false where that took too long. */
  waitFor(position: Position, timeoutMilliseconds: number): Promise<boolean>;
  /** Has it stopped at an event that cannot be folded? Then what it says of rights is out of date. */
  isStopped(): boolean;
}

/** The services of one process, made in service/services.ts. */
export interface Services {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly codec: Codec;
  readonly keys: ServiceKeys;
  readonly signer: Signer;
  readonly personKeys: ErasablePersonKeys;
  readonly exporter: Exporter;
  /** The read model that every command waits for. */
  readonly directory: Visibility;
  /** Another one, by its projection. */
  readonly readModel: (projection: Projection) => Visibility;
  readonly push: PushSender;
  readonly mailer: Mailer;
  /** MAIL_FROM. */
  readonly mailSender: string;
  readonly clock: () => Date;
  readonly log: Logger;
  /** May anybody found an organization? */
  readonly isSignUpOpen: boolean;
  /** Absolute base address of the service, without a slash at its end. */
  readonly publicUrl: () => string;
  readonly metrics: Metrics;
  /** Takes an erased person out of what is kept outside of the stores: mail files, the first run's. */
  readonly forgetElsewhere: (person: PersonElsewhere) => Promise<void>;
}

/** A person as other places than the stores know them. */
export interface PersonElsewhere {
  readonly userId: string;
  readonly email: string | undefined;
}

/** Who calls, as their credential shows. Roles are looked up for each organization. */
export interface Caller {
  readonly userId: string;
  readonly via: "SESSION" | "TOKEN" | "SYSTEM";
  readonly tokenId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** A token's scopes; undefined for a session, which is not narrowed. */
  readonly scopes?: readonly string[] | undefined;
  /** The only organization in which a token or a session works, where it was narrowed to one. */
  readonly organizationId?: string | undefined;
  /** RFC 3339: when a credential ends that is neither a session nor a token of ours. */
  readonly endsAt?: string | undefined;
}

/**
 * Where ids come from. Under an idempotency key they are derived from it, so that a command that is
 * run again after a crash makes the same ones and the event store recognizes its events.
 */
export interface Ids {
  /** A UUID (version 7) for something new. */
  next(): string;
  /** The id of the nth event that this command appends to the stream. */
  event(stream: string, index: number): string;
  /** Ids for one part of the command, whatever order its parts are worked in. */
  part(name: string): Ids;
}

/** One command being run. */
export interface CommandContext {
  /** Was this request begun before, under the same idempotency key, and never answered? */
  readonly isResumed?: boolean | undefined;
  readonly services: Services;
  readonly caller: Caller;
  readonly correlationId: string;
  readonly ids: Ids;
  /** The moment of the command, RFC 3339. */
  readonly at: string;
  /** `If-Match`: a stream that is changed must have one of these revisions, if it exists. */
  readonly ifMatch?: readonly number[] | undefined;
}

/** Who asks, and of which services: all that it takes to look at something. */
export type QueryContext = Pick<CommandContext, "services" | "caller">;

/** For streams other than the resource that the request names: `If-Match` does not speak of them. */
export function withoutIfMatch(context: CommandContext): CommandContext {
  return { ...context, ifMatch: undefined };
}

/** What a command answers beside its own result: how far to read to see it. */
export interface CommandResult {
  readonly position: Position;
  /** The read model that shows it, where the directory alone does not. */
  readonly shownIn?: Projection;
}
