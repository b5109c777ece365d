import pino, { type Logger } from "pino";
import { processSingleton } from "./process-singleton";

/** Keys whose values never reach the log, down to three levels deep. `to` and `from` are there because phone numbers are personal data. */
const SECRET = [
  "authorization",
  "password",
  "token",
  "tokens",
  "secret",
  "client_secret",
  "access_token",
  "auth_token",
  "arguments",
  "to",
  "from",
];

/** Structured log on standard output; LOG_LEVEL decides how much. */
export const log: Logger = processSingleton("log", () =>
  pino({
    level: process.env.LOG_LEVEL ?? "info",
    base: { pid: process.pid },
    serializers: { err: serializeError },
    redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[hidden]" },
  }),
);

/** Leaves out `client`: the database driver puts its whole connection, password included, into its errors. */
function serializeError(error: Error): object {
  const { client: _, ...rest } = pino.stdSerializers.err(error);
  return rest;
}
