/** Writes each mail as an `.eml` file: the default, so that a newcomer can try an invitation. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import type { Logger } from "pino";
import { type Mail, type Mailer, mailHeaders } from "./mail.ts";
import { mentions } from "./mentions.ts";

/** Where a service without a mail server keeps its mails. */
export const mailFolderIn = (dataDir: string): string => join(dataDir, "mail");

/** @param folder created when needed; only its owner may read it */
export function fileMailer(folder: string, from: string, clock: () => Date, log: Logger): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  return {
    async send({ to, subject, html, text, messageId, link, isLinkLogged, userId }: Mail) {
      const { message } = await transport.sendMail({
        from,
        to: { name: "", address: to },
        subject,
        html,
        text,
        messageId,
        date: clock(),
        headers: mailHeaders,
      });
      const id = messageId.replaceAll(/[^A-Za-z0-9-]+/g, "_").replaceAll(/^_+|_+$/g, "");
      const path = join(folder, `${clock().toISOString().replaceAll(":", "-")}-${id}.eml`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(`${path}.new`, message as Buffer, { mode: 0o600 });
      await rename(`${path}.new`, path);
      // No names or addresses in the log.
      log.info(
        { file: path, userId, ...(isLinkLogged && { link }) },
        "a mail was written: open the file, or pass on its link",
      );
    },
    async forget(address) {
      for (const name of await filesIn(folder)) {
        const path = join(folder, name);
        const head = (await readFile(path, "utf8")).split("\r\n\r\n", 1)[0] ?? "";
        if (mentions(head, address)) await rm(path, { force: true });
      }
    },
    close: async () => undefined,
  };
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
