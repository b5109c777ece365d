import { REPEATABLE } from "@/components/connection/action";
import type { Json } from "@/engine/contract";
import type { Http } from "../../ports/http";
import type { AccountId } from "../../ports/ids";
import type { Bindings, Port } from "../../ports/port-call";
import { readResolvedAction } from "./data";
import type { ResolvedAction } from "./open-connection";
import { perform } from "./perform";

type Request = { connection: string; action: string; inputs: Record<string, unknown> };

/** The http port: performs the action `{connection, action, inputs}` of one of the account's connections. */
export function connectionPort(http: Http): Port {
  return {
    async call(account, { request, bindings, ...options }) {
      const { connection, action, inputs } = request as Request;
      const resolved = await resolveAction(account, request, bindings);
      if (resolved) return (await perform(http, resolved, { ...options, inputs })).answer;
      const message = `The connection ${connection} or its action ${action} is not there any more.`;
      return { ok: false, code: "action_missing", message };
    },
    async isRepeatable(account, { request, bindings }) {
      const resolved = await resolveAction(account, request, bindings);
      return !resolved || REPEATABLE.has(resolved.action.method);
    },
  };
}

/** Finds a connection by the id that the flow version is bound to, and its action by name. Null: one of them was removed. */
function resolveAction(account: AccountId, request: Json, bindings: Bindings): Promise<ResolvedAction | null> {
  const { connection, action } = request as Request;
  const bound = bindings.connection;
  const id = bound && Object.hasOwn(bound, connection) ? bound[connection] : undefined;
  return id ? readResolvedAction(account, id, action) : Promise.resolve(null);
}
