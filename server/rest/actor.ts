import type { Caller } from "../resources/access-tokens/bearer";
import type { Actor } from "../resources/audit/mutations";

/** The client that calls, as whoever makes a change: the audit log and a flow's versions name it where they name a user. */
export function actorOf({ account, clientId }: Caller): Actor {
  return { account, user: { id: null, email: clientId, name: "API client" } };
}
