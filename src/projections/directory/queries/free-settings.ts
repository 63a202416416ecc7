/** Reads the settings that front ends keep. Their revision is that of the person or the solution. */
import type pg from "pg";
import type { FreeSettings } from "../../../domain/free-settings.ts";
import type { OwnScope } from "../../engine/open-memberships.ts";
import { rowsOf } from "../../engine/read-model.ts";
import { directoryQueries } from "../rows.ts";

interface SettingsFound {
  readonly content: FreeSettings;
  readonly revision: number;
}

export async function readUserSettings(
  pool: pg.Pool,
  { userId }: OwnScope,
): Promise<SettingsFound | undefined> {
  const query = directoryQueries
    .selectFrom("users")
    .leftJoin("free_settings", "subject_id", "user_id")
    .select(["content", "revision"])
    .where("user_id", "=", userId);
  return (await rowsOf(pool, query)).map(settingsOf)[0];
}

export async function readSolutionSettings(
  pool: pg.Pool,
  organizationId: string,
  solutionId: string,
): Promise<SettingsFound | undefined> {
  const query = directoryQueries
    .selectFrom("solutions")
    .leftJoin("free_settings", "subject_id", "solution_id")
    .select(["content", "revision"])
    .where("organization_id", "=", organizationId)
    .where("solution_id", "=", solutionId);
  return (await rowsOf(pool, query)).map(settingsOf)[0];
}

const settingsOf = (row: { readonly content: FreeSettings | null; readonly revision: number }) => ({
  ...row,
  content: row.content ?? {},
});
