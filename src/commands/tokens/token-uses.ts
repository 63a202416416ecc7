/**
 * Records uses of tokens (docs/domain.md, "Lease"). The first use within an hour becomes an event before
 * the request continues. Later uses are kept in memory, and in the table token_uses for restarts and
 * other instances. When the hour is over, the latest one becomes an event.
 */
import { leaseDays, recordedUseMinutes } from "../../domain/token/decider.ts";
import { addDays, addMinutes, earlier, later } from "../../domain/time.ts";
import { change } from "../kit/change.ts";
import type { Services } from "../kit/context.ts";
import type { Job } from "../kit/job.ts";
import { RejectedError } from "../kit/rejected-error.ts";
import { tokenTarget } from "../kit/stream-targets.ts";
import { systemContext } from "../kit/system-context.ts";
import { isTransient } from "../../eventstore/transient.ts";
import { execute } from "../kit/wait-until-visible.ts";

/** A token in the read model. */
interface KnownToken {
  readonly tokenId: string;
  readonly userId: string;
  readonly expiresAt: string;
  readonly leaseExpiresAt: string;
  readonly lastRecordedAt?: string | undefined;
}

export type TokenUses = ReturnType<typeof createTokenUses>;

interface Use {
  readonly userId: string;
  usedAt: string;
  isStored: boolean;
}

/** The most tokens whose later uses are kept in memory. Those of further tokens are dropped. */
const rememberedTokens = 100_000;
/** Uses stored or recorded by one flush. */
const batchSize = 1000;

export const tokenUseRecording: Job<Services & { readonly tokenUses: TokenUses }> = {
  name: "recording the uses of tokens",
  seconds: 10,
  run: ({ tokenUses }) => tokenUses.flush(),
};

export function createTokenUses(services: Services) {
  const uses = new Map<string, Use>();
  const recording = new Map<string, Promise<void>>();

  return {
    /** Notes a use. If it is the first within the hour, it resolves after the use is recorded. */
    async note(token: KnownToken, usedAt: string): Promise<void> {
      const { tokenId, userId, lastRecordedAt } = token;
      const isRecorded =
        lastRecordedAt !== undefined && usedAt < addMinutes(lastRecordedAt, recordedUseMinutes);
      if (!isRecorded) return recordOnce(tokenId, userId, usedAt);
      remember(tokenId, userId, usedAt);
    },

    /** When the lease ends, counted from the latest use known here. */
    lease({ tokenId, leaseExpiresAt, expiresAt }: KnownToken): string {
      const used = uses.get(tokenId)?.usedAt;
      if (used === undefined) return leaseExpiresAt;
      return later(leaseExpiresAt, earlier(addDays(used, leaseDays), expiresAt));
    },

    /** Records due uses and stores the others. Runs on a timer and before the service stops. */
    async flush(): Promise<void> {
      await store();
      await recordDue();
    },
  };

  function remember(tokenId: string, userId: string, usedAt: string): void {
    const known = uses.get(tokenId);
    if (known === undefined && uses.size < rememberedTokens) {
      uses.set(tokenId, { userId, usedAt, isStored: false });
    } else if (known !== undefined && known.usedAt < usedAt) {
      known.usedAt = usedAt;
      known.isStored = false;
    }
  }

  /** Of many simultaneous requests with the same token, one records the use. */
  function recordOnce(tokenId: string, userId: string, usedAt: string): Promise<void> {
    const running = recording.get(tokenId);
    if (running) return running;
    const started = recordInOrder(tokenId, userId, usedAt).finally(() => recording.delete(tokenId));
    recording.set(tokenId, started);
    return started;
  }

  /** Records an earlier unrecorded use first, because the lease may depend on it. */
  async function recordInOrder(tokenId: string, userId: string, usedAt: string): Promise<void> {
    const unrecorded = uses.get(tokenId)?.usedAt;
    try {
      await record(tokenId, userId, unrecorded ?? usedAt);
      if (unrecorded !== undefined) remember(tokenId, userId, usedAt);
    } catch (error) {
      // A read does not fail because its use cannot be recorded now.
      const mayPass = error instanceof RejectedError ? error.isTransient : isTransient(error);
      if (!mayPass) throw error;
      remember(tokenId, userId, usedAt);
      services.log.warn({ err: error, tokenId }, "recording a token's use failed; will try again");
    }
  }

  async function record(tokenId: string, userId: string, usedAt: string): Promise<void> {
    const caller = { userId, via: "TOKEN", tokenId } as const;
    const context = { ...systemContext(services), caller };
    const command = { type: "RecordTokenUse", usedAt, at: context.at } as const;
    await execute(context, () =>
      change(context, tokenTarget(tokenId, userId), { command, actor: caller }),
    );
  }

  async function store(): Promise<void> {
    const fresh = [...uses].filter(([, use]) => !use.isStored).slice(0, batchSize);
    if (fresh.length === 0) return;
    const stored = fresh.map(([tokenId, use]) => ({ tokenId, use, usedAt: use.usedAt }));
    // In one order, so that instances which store the same tokens cannot deadlock.
    await services.pool.query(
      `insert into token_uses (token_id, user_id, used_at)
       select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) order by 1
       on conflict (token_id) do update set used_at = greatest(token_uses.used_at, excluded.used_at)`,
      [
        stored.map(({ tokenId }) => tokenId),
        stored.map(({ use }) => use.userId),
        stored.map(({ usedAt }) => usedAt),
      ],
    );
    for (const { use, usedAt } of stored) use.isStored = use.usedAt === usedAt;
  }

  /** Records uses whose hour is over. A row is deleted once its use is recorded or no longer matters. */
  async function recordDue(): Promise<void> {
    const now = services.clock().toISOString();
    const { rows } = await services.pool.query<{
      token_id: string;
      user_id: string;
      used_at: string;
    }>(
      `select u.token_id, u.user_id, u.used_at
       from token_uses u join tokens t on t.token_id = u.token_id
       where t.last_recorded_at <= $1 order by u.used_at limit $2`,
      [addMinutes(now, -recordedUseMinutes), batchSize],
    );
    for (const { token_id: tokenId, user_id: userId, used_at: usedAt } of rows) {
      try {
        await record(tokenId, userId, usedAt);
      } catch (error) {
        // The token was deleted, has expired or lapsed, so this use no longer matters.
        if (!(error instanceof RejectedError) || error.isTransient) throw error;
      }
      await services.pool.query("delete from token_uses where token_id = $1 and used_at <= $2", [
        tokenId,
        usedAt,
      ]);
      if (uses.get(tokenId)?.usedAt === usedAt) uses.delete(tokenId);
    }
  }
}
