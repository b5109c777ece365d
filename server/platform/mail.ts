import { env } from "./env";
import { processSingleton } from "./process-singleton";

/** How long the mail server may take for each answer. */
const TIMEOUT_MS = 10_000;

export type Mail = {
  to: readonly string[];
  /** The same in each try, so that mail programs show a message that arrives twice once. */
  id: string;
  subject: string;
  text: string;
};

/** True where the operator has set a mail server. */
export const hasMailServer = (): boolean => env().SMTP !== null;

/** Sends plain text over the operator's mail server. Throws what that answered. */
export async function sendMail({ to, id, subject, text }: Mail): Promise<void> {
  const { SMTP, PUBLIC_URL } = env();
  if (!SMTP) throw new Error("The operator has set no mail server.");
  const transport = await processSingleton("mail", () => transportTo(SMTP.url));
  await transport.sendMail({
    from: SMTP.from,
    to: [...to],
    messageId: `<${id}@${new URL(PUBLIC_URL).hostname}>`,
    subject,
    text,
    headers: { "Auto-Submitted": "auto-generated" },
  });
}

/** The library is loaded by the first message: most processes send none. */
async function transportTo(url: string) {
  const { createTransport } = await import("nodemailer");
  return createTransport({
    url,
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
}

/** Why a message was not sent, for people. The mail server's own words may name addresses: only its code is told. */
export function mailFault(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode === "number") return `The mail server refused it (${responseCode}).`;
  if (typeof code === "string") return `The mail server could not be reached (${code}).`;
  return "The message could not be sent. Ask the operator whether a mail server is set.";
}
