import { afterAll } from "vitest";
import { seedWorld, type World } from "@/prisma/seed/world";
import type { Role } from "@/server/resources/users/role";
import { type TestDatabase, testDatabase } from "./database";
import { setEnvironment } from "./environment";
import { sessionAs } from "./session";

export type AuditRow = {
  actor: string;
  actor_name: string;
  action: string;
  subject: string;
  before: unknown;
  after: unknown;
};

/** Two accounts in a database of the test file's own, for procedures called without a server around them. */
export async function twoAccounts() {
  const database = await testDatabase();
  setEnvironment({ DATABASE_URL: database.appUrl });
  const ours = await seedWorld(database.owner, { sandboxUrl: "http://127.0.0.1:1", email: "a@example.com" });
  const theirs = await seedWorld(database.owner, { sandboxUrl: "http://127.0.0.1:1", email: "b@example.com" });
  // Imported only now: product modules read the environment when they load.
  const { pool, prisma } = await import("@/server/platform/db");
  afterAll(async () => {
    await Promise.all([pool().end(), prisma().$disconnect()]);
    await database.drop();
  });
  return { database, ours, theirs, as: await caller(), audit: auditOf(database) };
}

/** Calls the admin procedures as a user with `role` in an account; `null` calls them signed out. */
export async function caller() {
  const { adminRouter } = await import("@/server/trpc/admin");
  return (world: Pick<World, "account"> | null, role: Role = "admin") => ({
    admin: adminRouter.createCaller({ session: world && sessionAs(world, role) }),
  });
}

/** The account's audit rows, the newest first. */
export function auditOf(database: TestDatabase) {
  return async ({ account }: Pick<World, "account">): Promise<AuditRow[]> => {
    const text =
      "select actor, actor_name, action, subject, before, after from audit_log where account_id = $1 order by id desc";
    return (await database.owner.query(text, [account])).rows;
  };
}

type Refused = { details?: { fields?: { name: string; description: string }[] } };

/** The field errors of a refused call, by field. Procedures wrap the error, plain functions throw it. */
export async function fieldsOf(call: Promise<unknown>): Promise<Record<string, string>> {
  const error = await call.then(
    () => null,
    (thrown: Refused & { cause?: Refused }) => thrown,
  );
  if (!error) throw new Error("The call was not refused.");
  return Object.fromEntries(
    ((error.details ?? error.cause?.details)?.fields ?? []).map(({ name, description }) => [name, description]),
  );
}
