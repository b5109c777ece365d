import { log } from "./log";

/** Logs what nobody has caught, as every error is logged: Node would print it whole. A thrown error still ends the process. */
export function logUncaught(): void {
  process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "an error that nobody caught ends this process");
    process.exit(1);
  });
}
