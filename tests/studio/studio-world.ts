import { v7 } from "uuid";
import { afterAll } from "vitest";
import { seedWorld, type World } from "@/prisma/seed/world";
import type { AccountId } from "@/server/ports/ids";
import type { Role } from "@/server/resources/users/role";
import type { AppRouter } from "@/server/trpc/router";
import { testDatabase } from "../support/database";
import { setEnvironment } from "../support/environment";

export type Caller = ReturnType<AppRouter["createCaller"]>;

/** One person an account and role, so that what each did can be told apart. */
const people = new Map<string, { id: string; email: string; name: string }>();

function personOf(role: Role, account: string, name: string = role) {
  const key = `${account} ${name}`;
  const person = people.get(key) ?? { id: v7(), email: `${name}@example.com`, name };
  people.set(key, person);
  return person;
}

/** Calls the studio's procedures as a member of an account would; `name` tells two members of one role apart. */
export function callers(router: AppRouter) {
  return (role: Role, account: string, name: string = role): Caller =>
    router.createCaller({
      session: {
        id: v7(),
        user: personOf(role, account, name),
        account: account as AccountId,
        accountName: "",
        role,
      },
    });
}

/** The studio on a database of its own, with two accounts that must not know of each other. No carrier, no wires. */
export async function studioWorld() {
  const database = await testDatabase();
  setEnvironment({ DATABASE_URL: database.appUrl, PORT: "3999", PUBLIC_URL: "https://studio.example.com" });
  const sandboxUrl = "http://127.0.0.1:1";
  const ours: World = await seedWorld(database.owner, { sandboxUrl, email: "ours@example.com" });
  const theirs: World = await seedWorld(database.owner, { sandboxUrl, email: "theirs@example.com" });
  const { appRouter } = await import("@/server/trpc/router");
  const { pool, prisma } = await import("@/server/platform/db");
  afterAll(async () => {
    await Promise.all([pool().end(), prisma().$disconnect()]);
    await database.drop();
  });
  const as = callers(appRouter);
  return {
    database,
    ours,
    theirs,
    router: appRouter,
    as: (role: Role, account = ours.account, name?: string) => as(role, account, name),
  };
}
export type StudioWorld = Awaited<ReturnType<typeof studioWorld>>;

/** The code, and the fields, of what a procedure refused with. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; fields: string[]; message: string }> {
  try {
    await call;
  } catch (error) {
    const { cause, message } = error as Error & {
      cause?: { code?: string; details?: { fields?: { name: string }[] } };
    };
    if (!cause?.code) throw error;
    return { code: cause.code, fields: (cause.details?.fields ?? []).map(({ name }) => name), message };
  }
  throw new Error("It was not refused.");
}
