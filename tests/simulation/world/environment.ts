import { PUBLIC_URL } from "./addresses";

// Evaluated before any module of the product, which reads the environment as it loads.
Object.assign(process.env, {
  DATABASE_URL: "postgresql://in-this-process/simulation",
  PUBLIC_URL,
  NEXTAUTH_SECRET: "simulation-simulation",
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
  BACKGROUND_SECRET: "simulation-simulation",
  METRICS_TOKEN: "simulation-simulation",
  LOG_LEVEL: process.env.SIM_LOG ?? "silent",
  WORKER: "off",
});
