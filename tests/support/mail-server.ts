import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll } from "vitest";
import { freePort } from "../../scripts/postgres.mjs";

/** `source`: as it came, its quoted-printable text decoded. */
export type ReceivedMail = { to: string[]; source: string };

/**
 * A mail server on a port of its own, closed after the test file, and the environment that names it: call it before anything of the product is
 * imported. `refuses`: it takes no recipient.
 */
export async function testMailServer(): Promise<{ mails: ReceivedMail[]; refuses: boolean }> {
  const port = await freePort();
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  process.env.SMTP_FROM = "Patchcord <alerts@studio.example>";
  const state = { mails: [] as ReceivedMail[], refuses: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => done(state.refuses ? new Error("no such user") : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        state.mails.push({ to, source: decoded(Buffer.concat(chunks).toString()) });
        done();
      });
    },
  });
  beforeAll(() => new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", resolve)));
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
  return state;
}

const decoded = (source: string) =>
  source
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
