// Migrates the database that DATABASE_OWNER_URL names and grants the role of DATABASE_URL what it needs.
import { migrate } from "./migrate.mjs";

const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
if (!DATABASE_URL) throw new Error("DATABASE_URL is not set.");
console.log((await migrate(DATABASE_OWNER_URL ?? DATABASE_URL, DATABASE_URL)) ? "migrated" : "up to date");
