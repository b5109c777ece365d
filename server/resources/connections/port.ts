import { REPEATABLE } from "@/components/connection/action";
import type { Json } from "@/engine/contract";
import type { Http } from "../../ports/http";
import type { AccountId } from "../../ports/ids";
import type { Bindings, Port } from "../../ports/port-call";
import { readResolvedAction } from "./data";
import type { ResolvedAction } from "./open-connection";
import { perform } from "./perform";

type Request = { connection: string; action: string; inputs: Record<string, unknown> };

/** The http port: `{connection, action, inputs}` is asked of the account's own connection. */
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

/** A published version means a connection by its id, whatever it is called now; its actions go by name. */
function resolveAction(account: AccountId, request: Json, bindings: Bindings): Promise<ResolvedAction | null> {
  const { connection, action } = request as Request;
  const bound = bindings.connection;
  const id = bound && Object.hasOwn(bound, connection) ? bound[connection] : undefined;
  return id ? readResolvedAction(account, id, action) : Promise.resolve(null);
}
