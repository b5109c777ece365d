import path from "node:path";
import { defineConfig } from "prisma/config";

// No download of Prisma's binaries: the schema engine's official WASM build speaks the same protocol (see the script).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve("scripts/prisma-schema-engine.mjs");

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Migrations run as the owner; the running product never does.
  datasource: { url: process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL ?? "postgresql://unset" },
});
