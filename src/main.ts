/** `npm start`: runs the service until a signal stops it. */
import closeWithGrace from "close-with-grace";
import { join } from "node:path";
import { banner } from "./service/banner.ts";
import { firstRunIn } from "./service/bootstrap.ts";
import { oneTimeLink } from "./commands/sign-in/one-time-link.ts";
import { isTrial, loadConfig } from "./platform/config.ts";
import { createLog } from "./platform/log.ts";
import { startService } from "./service/service.ts";
import { StartupError } from "./platform/startup-error.ts";

/** How long requests in flight may take after the signal to stop. */
const graceMilliseconds = 20_000;

try {
  const config = loadConfig(process.env);
  const log = createLog(config.LOG_LEVEL, config);
  const isEmbedded = config.DATABASE_URL === undefined && config.EVENTSTORE_URL === undefined;
  let isBootstrapped = !isEmbedded;
  const service = await startService({ config, log, isBootstrapped: () => isBootstrapped });
  closeWithGrace({ delay: graceMilliseconds, logger: false }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, "the service stops after an uncaught error; please report it");
    await service.stop();
    log.info({ signal }, "the service has stopped");
  });
  const founding = { email: config.BOOTSTRAP_EMAIL, organization: config.BOOTSTRAP_ORGANIZATION };
  const { firstRun, isFirst } = isEmbedded
    ? await firstRunIn(config.DATA_DIR, service.services, founding, service.url)
    : { firstRun: undefined, isFirst: false };
  isBootstrapped = true;
  const firstRunPath = isEmbedded ? join(config.DATA_DIR, "first-run.json") : undefined;
  const oneTime =
    firstRun && isTrial(config) ? await oneTimeLink(service.services, firstRun.email) : undefined;
  const mailPage = isTrial(config) ? `${service.url}/dev/mail` : undefined;
  process.stdout.write(
    banner({ url: service.url, firstRun, isFirst, firstRunPath, oneTime, mailPage }),
  );
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`muster: ${error.message}\n`);
  process.exitCode = 1;
}
