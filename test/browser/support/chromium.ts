/**
 * Finds a Chromium and starts it: the one that CHROMIUM names, one of the system, or the one inside the package
 * `@sparticuz/chromium`. It reaches nothing but this machine.
 */
import { execFile } from "node:child_process";
import {
  access,
  constants,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

interface Found {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
}

interface Missing {
  /** Why there is no browser, and what to do. */
  readonly reason: string;
}

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

let found: Promise<Found | Missing> | undefined;

export function findChromium(): Promise<Found | Missing> {
  return (found ??= find());
}

/** @throws Error with the reason if there is none */
export async function startChromium(): Promise<Browser> {
  const chosen = await findChromium();
  if ("reason" in chosen) throw new Error(chosen.reason);
  return chromium.launch({
    executablePath: chosen.path,
    env: { ...process.env, ...chosen.environment },
    args: [
      // Nothing beyond the loopback has an address.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
      "--font-render-hinting=none",
    ],
  });
}

async function find(): Promise<Found | Missing> {
  const { CHROMIUM: named, PATH = "" } = process.env;
  if (named !== undefined && named !== "") {
    const why = await cannotStart(named, {});
    if (why === undefined) return { path: named, environment: {} };
    return { reason: `CHROMIUM names ${named}, which does not start: ${why}` };
  }
  const places = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  for (const path of places) {
    if (!(await isExecutable(path))) continue;
    if ((await cannotStart(path, {})) === undefined) return { path, environment: {} };
  }
  return inPackage();
}

async function inPackage(): Promise<Found | Missing> {
  const { platform, arch } = process;
  const advice = "install Chromium, or set CHROMIUM to the path of one";
  if (platform !== "linux" || arch !== "x64") {
    return {
      reason: `no Chromium is installed, and the package's runs on linux x64 only: ${advice}`,
    };
  }
  const folder = await unpacked();
  const path = join(folder, "chromium");
  const fonts = { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  // Many servers lack libnss3. Where the system has it, its own fits its other libraries best.
  const withLibraries = { ...fonts, LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  let why: string | undefined;
  for (const environment of [fonts, withLibraries]) {
    why = await cannotStart(path, environment);
    if (why === undefined) return { path, environment };
  }
  return { reason: `the package's Chromium does not start: ${why}; ${advice}` };
}

/** @returns undefined if the program starts, else what it says */
async function cannotStart(path: string, environment: object): Promise<string | undefined> {
  try {
    await run(path, ["--version"], { env: { ...process.env, ...environment } });
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { readonly stderr?: string };
    return (stderr || message).trim().split("\n").at(-1);
  }
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/**
 * The folder with the package's Chromium. Whoever comes first unpacks beside it and renames, so that the folder is
 * complete as soon as it exists.
 */
async function unpacked(): Promise<string> {
  const home = join(dirname(require.resolve("@sparticuz/chromium")), "..");
  const manifest = await readFile(join(home, "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const cache = join(home, "..", "..", ".cache", "muster-chromium");
  const folder = join(cache, version);
  if (await isExecutable(join(folder, "chromium"))) return folder;
  await mkdir(cache, { recursive: true });
  const own = await mkdtemp(join(cache, "unpacking-"));
  try {
    // The package unpacks into the folder for temporary files, and libnss3 too if it seems to run at AWS.
    const unpack = `import chromium from ${JSON.stringify(join(home, "build", "index.js"))};
await chromium.executablePath();`;
    await run(process.execPath, ["--input-type=module", "--eval", unpack], {
      env: { ...process.env, TMPDIR: own, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
    });
    await writeFile(join(own, "fonts.conf"), fontsIn(folder));
    await rename(own, folder);
  } catch (error) {
    // Another process may have been faster.
    if (!(await isExecutable(join(folder, "chromium")))) throw error;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  return folder;
}

/** The package's fonts first, so that text is as wide on every machine; the system's for other signs. */
const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
  <match target="pattern">
    <test name="family"><string>system-ui</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Open Sans</string></edit>
  </match>
  <match target="pattern">
    <test name="family"><string>sans-serif</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit>
  </match>
</fontconfig>
`;
