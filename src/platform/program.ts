/** The version of this program. */
import manifest from "../../package.json" with { type: "json" };

export const programVersion: string = manifest.version;

export function isNewerVersion(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) > 0;
}
