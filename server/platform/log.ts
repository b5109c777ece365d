import pino, { type Logger } from "pino";
import { processSingleton } from "./process-singleton";

/** Keys whose values never reach a log, however deep they stand. Numbers dialled are personal data: they stay out as well. */
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
    serializers: { err: told },
    redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[hidden]" },
  }),
);

/** An error of the database's driver carries its whole connection. */
function told(error: Error): object {
  const { client: _, ...rest } = pino.stdSerializers.err(error);
  return rest;
}
