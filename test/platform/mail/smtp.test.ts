/**
 * Mails by SMTP: to whom they go, that a refusal counts against the address only if it is about it, and that
 * nothing takes for ever.
 */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import type { MailFailed } from "../../../src/platform/mail/mail.ts";
import { smtpMailer } from "../../../src/platform/mail/smtp.ts";

const mail = {
  to: "x@y.zz",
  subject: "s",
  html: "h",
  text: "t",
  messageId: "<a@b>",
  link: "l",
  isLinkLogged: false,
  userId: undefined,
};

/** The failure of a mail to a server that deals with each connection so. */
async function failureAt(converse: (socket: Socket) => void, within?: number) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    converse(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, "a@b.cd", within);
  const failure = await mailer.send(mail).catch((error: unknown) => error as MailFailed);
  await mailer.close();
  server.close();
  return failure;
}

/** Answers each line of the client with the first answer that is left. */
function answering(...answers: readonly string[]) {
  return (socket: Socket): void => {
    const left = [...answers];
    const answer = () => socket.write(`${left.shift() ?? "250 ok"}\r\n`);
    answer();
    socket.on("data", answer);
  };
}

test.each([
  ["the greeting", answering("lorem ipsum")],
  ["the hello", answering("220 hi", "99 lorem", "99 lorem")],
  ["the recipient", answering("220 hi", "250 ok", "250 ok", "999 lorem")],
  ["the content", answering("220 hi", "250 ok", "250 ok", "250 ok", "700 lorem")],
  ["everything, in bytes of no text", (socket: Socket) => void socket.write(Buffer.alloc(99, 255))],
  ["everything, by ending the connection", (socket: Socket) => void socket.end("220 hi\r\n")],
])("nonsense as the answer to %s is no refusal of the mail", async (_, converse) => {
  expect(await failureAt(converse, 500)).toMatchObject({ name: "MailFailed", isTransient: true });
});

test("a server that answers a byte now and then does not hold a mail for ever", async () => {
  let trickle: NodeJS.Timeout | undefined;
  const failure = await failureAt((socket) => {
    socket.write("220 hi\r\n250-");
    trickle = setInterval(() => socket.write("x"), 10);
  }, 300);
  clearInterval(trickle);
  expect(failure).toMatchObject({ reason: "The mail server took too long.", isTransient: true });
});

test.each([
  ["the server refuses the sender", "550 sender not allowed", 550],
  ["the server requires authentication or encryption", "530 Must issue STARTTLS first", 530],
])(
  "a configuration fault does not count against the invited address: %s",
  async (_, text, code) => {
    const server = new SMTPServer({
      authOptional: true,
      logger: false,
      onMailFrom: (_address, _session, callback) =>
        callback(Object.assign(new Error(text), { responseCode: code })),
    });
    server.on("error", () => undefined);
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.server.address() as AddressInfo;
    const mailer = smtpMailer(`smtp://127.0.0.1:${port}?tls.rejectUnauthorized=false`, "a@b.cd");
    const failure = await mailer.send(mail).catch((error: unknown) => error as MailFailed);
    await mailer.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    expect(failure).toMatchObject({ isTransient: true });
  },
);

test("a mail goes to the one address that was entered, with a domain that every server knows", async () => {
  const heard: string[] = [];
  // Without SMTPUTF8.
  const server = createServer((socket) => {
    socket.write("220 mail.example ESMTP\r\n");
    createInterface(socket).on("line", (line) => {
      heard.push(line);
      const isText = heard.includes("DATA") && line !== ".";
      if (line === "DATA") socket.write("354 go on\r\n");
      else if (line === "." || !isText) socket.write("250 mail.example\r\n");
      if (line === ".") heard.splice(heard.indexOf("DATA"));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, "a@b.cd");
  for (const to of ["r&d@example.com", "a/b=c!d{e}|f`g@example.com", "ada@Bücher.example"]) {
    await mailer.send({ ...mail, to });
  }
  await mailer.close();
  server.close();
  expect(heard.filter((line) => line.startsWith("RCPT"))).toEqual([
    "RCPT TO:<r&d@example.com>",
    "RCPT TO:<a/b=c!d{e}|f`g@example.com>",
    "RCPT TO:<ada@xn--bcher-kva.example>",
  ]);
});
