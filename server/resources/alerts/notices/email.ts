import { createTransport } from "nodemailer";
import { env } from "../../../platform/env";
import { processSingleton } from "../../../platform/process-singleton";
import type { Message } from "../message";
import { alertsAddress } from "../message";

/** How long the mail server may take for each answer. */
const TIMEOUT_MS = 10_000;

/** True where the operator has set a mail server. */
export const hasMailServer = (): boolean => env().SMTP !== null;

/** `id`: the notice's, the same in each try, so that mail programs show a message that arrives twice once. Throws what the mail server answered. */
export async function sendEmail(recipients: readonly string[], id: string, { title, text }: Message): Promise<void> {
  const { SMTP, PUBLIC_URL } = env();
  if (!SMTP) throw new Error("The operator has set no mail server.");
  const transport = processSingleton("mail", () =>
    createTransport({
      url: SMTP.url,
      ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    }),
  );
  await transport.sendMail({
    from: SMTP.from,
    to: [...recipients],
    messageId: `<${id}@${new URL(PUBLIC_URL).hostname}>`,
    subject: `Patchcord: ${title}`,
    text: `${text}\n\n${alertsAddress()}\n`,
    headers: { "Auto-Submitted": "auto-generated" },
  });
}
