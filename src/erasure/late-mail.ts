/** A mail may be on its way to somebody while they are erased: it is taken back where that can be done. */
import type pg from "pg";
import type { Mailer } from "../platform/mail/mail.ts";

/** To be called once the mail was sent. */
export async function takeBackIfErased(
  pool: pg.Pool,
  mailer: Pick<Mailer, "forget">,
  { userId, to }: { readonly userId?: string | undefined; readonly to: string },
): Promise<void> {
  if (userId === undefined) return;
  const { rowCount } = await pool.query("select from erasures where user_id = $1", [userId]);
  if (rowCount !== 0) await mailer.forget(to);
}
