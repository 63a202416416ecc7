/**
 * `npm run demo`: runs the service on a separate data directory with a year of an organization of 250
 * people. The year passes in a minute, on a clock that only this program moves.
 */
import { SingleBar } from "cli-progress";
import closeWithGrace from "close-with-grace";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { banner } from "../src/service/banner.ts";
import { firstRunIn } from "../src/service/bootstrap.ts";
import { oneTimeLink } from "../src/commands/sign-in/one-time-link.ts";
import { isTrial, loadConfig } from "../src/platform/config.ts";
import { createLog } from "../src/platform/log.ts";
import { fileMailer, mailFolderIn } from "../src/platform/mail/files.ts";
import { type RunningService, startService } from "../src/service/service.ts";
import { mailerFor } from "../src/service/services.ts";
import { StartupError } from "../src/platform/startup-error.ts";
import { createDemoClock } from "./clock.ts";
import { createInbox } from "./inbox.ts";
import { beginIn } from "./own-directory.ts";
import { days } from "./plan.ts";
import { createDemoContext } from "./context.ts";
import { playYear } from "./year.ts";

const founding = { email: "owner@demo.example", organization: "Demo Works" };
/** The file that exists once the whole year has passed. */
const marker = "demo-year-complete";

try {
  const config = loadConfig(environment());
  const isComplete = existsSync(join(config.DATA_DIR, marker));
  if (!isComplete) await beginIn(config.DATA_DIR, { marker: "demo", command: "npm run demo" });
  let isOver = isComplete;
  const clock = createDemoClock(new Date(Date.now() - days * 24 * 60 * 60_000));
  if (isComplete) clock.switchToRealTime();
  const log = createLog(config.LOG_LEVEL, config);
  // The year's mails are for people who do not exist. Later ones go where the configuration says.
  const past = fileMailer(mailFolderIn(config.DATA_DIR), config.MAIL_FROM, clock.now, log);
  const present = mailerFor(config, clock.now, log);
  const inbox = createInbox({
    send: (mail) => (isOver ? present : past).send(mail),
    forget: async (address) => {
      await past.forget(address);
      await present.forget(address);
    },
    close: () => present.close(),
  });
  const service = await startService({ config, log, clock: clock.now, mailer: inbox.mailer });
  closeWithGrace({ delay: 20_000, logger: false }, () => service.stop());

  if (!isComplete) {
    await letYearPass(service, config.DATA_DIR);
    clock.switchToRealTime();
    isOver = true;
    await writeFile(join(config.DATA_DIR, marker), "");
  }
  const started = await firstRunIn(config.DATA_DIR, service.services, founding, service.url);
  const firstRunPath = join(config.DATA_DIR, "first-run.json");
  const { firstRun } = started;
  const oneTime =
    firstRun && isTrial(config) ? await oneTimeLink(service.services, firstRun.email) : undefined;
  const mailPage = isTrial(config) ? `${service.url}/dev/mail` : undefined;
  process.stdout.write(banner({ ...started, url: service.url, firstRunPath, oneTime, mailPage }));

  async function letYearPass(service: RunningService, dataDir: string): Promise<void> {
    const bar = new SingleBar({
      format: "A year passes [{bar}] {percentage}% | {day} | {eta} s left",
    });
    bar.start(1, 0, { day: "" });
    const context = await createDemoContext(service, dataDir, founding, { clock, inbox });
    const { steps, refused } = await playYear(context, (done, total) => {
      bar.setTotal(total);
      bar.update(done, { day: clock.now().toISOString().slice(0, 10) });
    });
    bar.stop();
    process.stdout.write(`${steps} steps were played; ${refused} of them were refused.\n`);
  }
  /** The configuration, but the demo keeps its data to itself and says less. */
  function environment(): NodeJS.ProcessEnv {
    const { DEMO_DIR, DATA_DIR, LOG_LEVEL, ...others } = process.env;
    for (const name of ["DATABASE_URL", "EVENTSTORE_URL", "MUSTER_MASTER_KEY"]) delete others[name];
    return { ...others, DATA_DIR: DEMO_DIR || DATA_DIR || ".demo", LOG_LEVEL: LOG_LEVEL || "warn" };
  }
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`muster: ${error.message}\n`);
  process.exitCode = 1;
}
