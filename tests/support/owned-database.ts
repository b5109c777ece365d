import { randomBytes } from "node:crypto";
import pg from "pg";
import { runCluster } from "./database";

export type OwnedDatabase = {
  ownerUrl: string;
  appUrl: string;
  owner: pg.Client;
  superuser: pg.Client;
  drop: () => Promise<void>;
};

const OWNER = "patchcord_owner";

/**
 * An empty database as an operator would make it, whose owner is no superuser. Not cloned from the template: rights on a
 * database itself do not come with one.
 */
export async function ownedDatabase(): Promise<OwnedDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const cluster = runCluster();
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  await admin.query(
    `do $$ begin create role ${OWNER} login nosuperuser nobypassrls; exception when duplicate_object or unique_violation then null; end $$`,
  );
  await admin.query(`create database ${name} owner ${OWNER}`);
  const ownerUrl = cluster.url(name, OWNER);
  const owner = new pg.Client({ connectionString: ownerUrl });
  const superuser = new pg.Client({ connectionString: cluster.url(name) });
  await Promise.all([owner.connect(), superuser.connect()]);
  const drop = async () => {
    await Promise.all([owner.end(), superuser.end()]);
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { ownerUrl, appUrl: cluster.url(name, "patchcord_app"), owner, superuser, drop };
}
