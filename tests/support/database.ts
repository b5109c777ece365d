import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import pg from "pg";
import { handover } from "./cluster";

export type TestDatabase = {
  ownerUrl: string;
  appUrl: string;
  /** Connected as the owner, who is above row-level security and alone may set the clock. */
  owner: pg.Client;
  drop: () => Promise<void>;
};

/** A database of the test file's own, cloned from the migrated template. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url, template } = JSON.parse(readFileSync(handover, "utf8")) as { url: string; template: string };
  const address = (database: string, user: string) => url.replace("{database}", database).replace("{user}", user);
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: address("postgres", "postgres") });
  await admin.connect();
  await admin.query(`create database ${name} template ${template}`);
  const owner = new pg.Client({ connectionString: address(name, "postgres") });
  await owner.connect();
  const drop = async () => {
    await owner.end();
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  };
  return { ownerUrl: address(name, "postgres"), appUrl: address(name, "patchcord_app"), owner, drop };
}
