/**
 * The instances that run, and what all of them know (docs/decisions/0016-upgrading-a-running-cluster.md).
 * Each announces its program in a row with a lease. An event that older programs do not know is written
 * only once no instance of such a program runs, and from then on no such program starts.
 */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Logger } from "pino";
import type { Listener } from "../platform/database/listener.ts";
import { namelessApplication, transaction } from "../platform/database/pool.ts";
import { StartupError } from "../platform/startup-error.ts";
import { every } from "../platform/timer.ts";

/** What an instance announces. */
export interface Program {
  readonly version: string;
  /** The newest schema version of each event type. */
  readonly events: Readonly<Record<string, number>>;
  /** The version of each projection. */
  readonly projections: Readonly<Record<string, number>>;
}

export type Instances = Awaited<ReturnType<typeof joinInstances>>;

/** How often the lease is renewed and the view of the others refreshed. */
const renewalSeconds = 5;
/** Long enough for a pause of the process; a killed instance delays the others for this long. */
const leaseSeconds = 30;

/** Orders starts, renewals and first writes of an event type. */
const lock = "select pg_advisory_xact_lock(hashtextextended('muster instances', 0))";

/** Says that an instance has joined. */
const instancesChannel = "muster_instances";

/** The connections of version 0.1.0, which announces no instances. */
const nameless = `select 1 from pg_stat_activity
  where datname = current_database() and application_name = '${namelessApplication}'`;

interface OtherProgram {
  readonly program: string;
  readonly projections: Program["projections"];
}

interface View {
  /** The newest version of each event type that may have been written. */
  readonly written: Readonly<Record<string, number>>;
  readonly others: readonly OtherProgram[];
  readonly isNamelessThere: boolean;
}

/** What an instance, $1, sees of the others. */
const view = `
  (select coalesce(json_object_agg(type, version order by type), '{}') from event_versions) as written,
  (select coalesce(json_agg(json_build_object('program', program, 'projections', projections)
                            order by program collate "C"), '[]')
   from instances where instance_id <> $1 and expires_at > clock_timestamp()) as others,
  exists (${nameless}) as "isNamelessThere"`;

/**
 * A lease that holds for longer than this can take: whoever asks meanwhile whether this instance runs finds
 * it, so this needs no lock.
 */
const renewal = {
  name: "renew the instance's lease",
  text: `with renewed as (
           update instances set expires_at = clock_timestamp() + make_interval(secs => $2)
           where instance_id = $1 and expires_at > clock_timestamp() + interval '20 seconds'
           returning 1
         )
         select exists (select from renewed) as "isRenewed", ${view}`,
};

/**
 * Announces this instance, and keeps it announced.
 * @param listener by which it hears at once that another one has joined
 * @throws StartupError if the log may hold events that this program does not know
 */
export async function joinInstances(
  pool: pg.Pool,
  program: Program,
  log: Logger,
  listener?: Listener,
) {
  const instanceId = randomUUID();
  /** Types that may be written. They never become forbidden again. */
  const allowed = new Set<string>();
  /** Answers about other types, kept until the next renewal. */
  const asked = new Map<string, Promise<boolean>>();
  let others: readonly OtherProgram[] = [];
  let isNamelessThere = false;
  /** Counts what was heard: that it listens, and each that joins. */
  let heard = 0;
  /** What had been heard when the others were read. */
  let considered = -1;
  let seen = "";
  let isOutdated = false;

  const unknown = await announce();
  if (unknown.length > 0) {
    await leave();
    throw new StartupError(
      `the log may hold events that version ${program.version} does not know (${unknown.join(", ")}): start the version that wrote them, or a newer one`,
    );
  }
  const timer = every(renewalSeconds, "renewing the instance's lease", log, renew);
  const lookAgain = (): void => {
    heard += 1;
    timer.wake();
  };
  const hearer = {
    channel: instancesChannel,
    onNotification: (joined: string) => void (joined === instanceId || lookAgain()),
    onOpen: lookAgain,
  };
  listener?.hear(hearer).catch(() => undefined);

  return {
    /** May events of these types be written? Asks the database only about a type that was never written. */
    async mayWrite(types: readonly string[]): Promise<boolean> {
      const answers = types.filter((type) => !allowed.has(type)).map(ask);
      return (await Promise.all(answers)).every(Boolean);
    },

    /** Does every instance know this version of the projection? As of the last renewal. */
    isKnownToAll: (projection: string, version: number) =>
      others.every(({ projections }) => (projections[projection] ?? 0) >= version),

    /** May another instance run? If not, nobody else needs to hear what this one announces. */
    hasOthers: () =>
      listener?.isOpen() !== true || considered !== heard || others.length > 0 || isNamelessThere,

    /** Ends the lease. */
    async close(): Promise<void> {
      listener?.leave(hearer);
      await timer.stop();
      await leave().catch((error: unknown) => {
        log.warn({ err: error }, "the instance could not leave; its lease ends by itself");
      });
    },
  };

  /** Announces the instance and reads what the others know; returns the events unknown to this program. */
  async function announce(): Promise<string[]> {
    const before = heard;
    return transaction(pool, async (client) => {
      await client.query(lock);
      await client.query("delete from instances where expires_at < clock_timestamp()");
      const { rows: announced } = await client.query<{ isNew: boolean }>(
        `insert into instances (instance_id, program, events, projections, started_at, expires_at)
         values ($1, $2, $3, $4, clock_timestamp(), clock_timestamp() + make_interval(secs => $5))
         on conflict (instance_id) do update set expires_at = excluded.expires_at
         returning xmax = 0 as "isNew"`,
        [instanceId, program.version, program.events, program.projections, leaseSeconds],
      );
      if (announced[0]?.isNew === true) {
        await client.query("select pg_notify($1, $2)", [instancesChannel, instanceId]);
      }
      const { rows } = await client.query<View>(`select ${view}`, [instanceId]);
      return consider(rows[0], before);
    });
  }

  /** Renews the lease in one statement; undefined if it ends soon, or has ended. */
  async function renewLease(): Promise<string[] | undefined> {
    const before = heard;
    const values = [instanceId, leaseSeconds];
    const { rows } = await pool.query<View & { isRenewed: boolean }>({ ...renewal, values });
    return rows[0]?.isRenewed === true ? consider(rows[0], before) : undefined;
  }

  /** @param before what had been heard before the view was read */
  function consider(seenNow: View | undefined, before: number): string[] {
    if (seenNow === undefined) return [];
    ({ others, isNamelessThere } = seenNow);
    // Until it listens, it may miss that another one joins.
    if (before > 0) considered = before;
    const written = Object.entries(seenNow.written);
    for (const [type, version] of written) {
      if (version === program.events[type]) allowed.add(type);
    }
    const unknownNow = written.filter(([type, version]) => version > (program.events[type] ?? 0));
    return unknownNow.map(([type, version]) => `${type} ${version}`);
  }

  async function renew(): Promise<void> {
    const unknownNow = (await renewLease()) ?? (await announce());
    asked.clear();
    if (unknownNow.length > 0 && !isOutdated) {
      isOutdated = true;
      log.error(
        { events: unknownNow },
        "newer instances write events that this version does not know; upgrade this instance",
      );
    }
    const versions = [...new Set([program.version, ...others.map((other) => other.program)])];
    const now = versions.toSorted().join(", ");
    if (now !== seen && (seen !== "" || versions.length > 1)) {
      log.info({ versions: now }, "the versions of the running instances have changed");
    }
    seen = now;
  }

  function ask(type: string): Promise<boolean> {
    const known = asked.get(type);
    if (known !== undefined) return known;
    const answer = allow(type);
    asked.set(type, answer);
    answer.catch(() => asked.delete(type));
    return answer;
  }

  /** Allows the event type for ever, unless a running instance does not know its newest version. */
  async function allow(type: string): Promise<boolean> {
    const version = program.events[type];
    if (version === undefined) throw new Error(`event type ${type} is not in the catalogue`);
    const isAllowed = await transaction(pool, async (client) => {
      await client.query(lock);
      const { rowCount } = await client.query(
        `select 1 from instances
         where expires_at > clock_timestamp() and coalesce((events ->> $1)::integer, 0) < $2
         union all ${nameless} limit 1`,
        [type, version],
      );
      if (rowCount !== 0) return false;
      await client.query(
        `insert into event_versions as known (type, version) values ($1, $2)
         on conflict (type) do update set version = greatest(known.version, excluded.version)`,
        [type, version],
      );
      return true;
    });
    if (isAllowed) allowed.add(type);
    return isAllowed;
  }

  async function leave(): Promise<void> {
    await pool.query("delete from instances where instance_id = $1", [instanceId]);
  }
}
