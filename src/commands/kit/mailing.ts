/** What all that mail share: where mail goes, and how one on its way to somebody erased is taken back. */
import type pg from "pg";
import type { Mailer } from "../../platform/mail/mail.ts";

export interface Mailing {
  readonly mailer: Pick<Mailer, "send" | "forget">;
  /** MAIL_FROM. */
  readonly sender: string;
  readonly onResult: (result: "sent" | "failed") => void;
}

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
