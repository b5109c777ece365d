import pino, { type Logger } from "pino";
import { loggedError } from "./logged-error";
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
    serializers: { err: (error: unknown) => loggedError(error) },
    redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[hidden]" },
  }),
);
