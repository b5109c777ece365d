import { startSandbox } from "./sandbox";

const { SANDBOX_PORT, SANDBOX_CONTROL_SECRET, SANDBOX_LOG, SANDBOX_CLOCK, SANDBOX_ACCOUNT_SID, SANDBOX_AUTH_TOKEN } =
  process.env;

if (!SANDBOX_CONTROL_SECRET) {
  console.error("SANDBOX_CONTROL_SECRET is not set");
  process.exit(1);
}

const sandbox = await startSandbox({
  port: Number(SANDBOX_PORT ?? 0),
  controlSecret: SANDBOX_CONTROL_SECRET,
  logFile: SANDBOX_LOG,
  clock: SANDBOX_CLOCK === "manual" ? "manual" : "real",
  accounts:
    SANDBOX_ACCOUNT_SID && SANDBOX_AUTH_TOKEN ? { [SANDBOX_ACCOUNT_SID]: { auth_token: SANDBOX_AUTH_TOKEN } } : {},
});
console.log(`sandbox carrier listening on ${sandbox.url}`);

const stop = () => sandbox.close().then(() => process.exit(0));
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
// The launcher is gone: nobody would ever stop us.
process.once("disconnect", stop);
