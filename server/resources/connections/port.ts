import { REPEATABLE } from "@/components/connection/action";
import type { Json } from "@/engine/contract";
import type { Http } from "../../ports/http";
import type { AccountId } from "../../ports/ids";
import type { Bindings, Port } from "../../ports/port-call";
import { readAsked } from "./data";
import { perform } from "./perform";
import type { Asked } from "./stored";

type Request = { connection: string; action: string; inputs: Record<string, unknown> };

/** The http port: `{connection, action, inputs}` is asked of the account's own connection. */
export function connectionPort(http: Http): Port {
  return {
    async call(account, { request, bindings, ...asking }) {
      const { connection, action, inputs } = request as Request;
      const asked = await askedOf(account, request, bindings);
      if (asked) return (await perform(http, asked, { ...asking, inputs })).answer;
      const message = `The connection ${connection} or its action ${action} is not there any more.`;
      return { ok: false, code: "action_missing", message };
    },
    async isRepeatable(account, { request, bindings }) {
      const asked = await askedOf(account, request, bindings);
      return !asked || REPEATABLE.has(asked.action.method);
    },
  };
}

/** A published version means a connection by its id, whatever it is called now; its actions go by name. */
function askedOf(account: AccountId, request: Json, bindings: Bindings): Promise<Asked | null> {
  const { connection, action } = request as Request;
  const bound = bindings.connection;
  const id = bound && Object.hasOwn(bound, connection) ? bound[connection] : undefined;
  return id ? readAsked(account, id, action) : Promise.resolve(null);
}
