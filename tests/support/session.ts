import { randomUUID } from "node:crypto";
import type { World } from "@/prisma/seed/world";
import type { AccountId } from "@/server/ports/ids";
import type { Session } from "@/server/resources/sessions/session";
import type { Role } from "@/server/resources/users/role";

/** Somebody signed in to the account as `role`, as procedures and mutations see it. */
export function sessionAs(world: Pick<World, "account">, role: Role = "admin"): Session {
  return {
    id: randomUUID(),
    user: { id: randomUUID(), email: `${role}@demo.example`, name: `The ${role}` },
    account: world.account as AccountId,
    accountName: "Demo",
    role,
  };
}
