import type { Json, PortName } from "@/engine/contract";
import { query } from "../platform/db";
import type { Store } from "../ports/store";

type PortRow = {
  result: "claimed" | "lapsed" | "busy" | "over";
  interaction_id: string;
  flow_version_id: string;
  visit: number;
  port: PortName;
  request: Json;
  seconds_left: number;
  at: Date;
};

/** Calls to web services, functions, Salesforce and calendars that a step waits for. */
export const portCalls: Pick<Store, "claimPortCall" | "renewPortCall" | "endPortCall"> = {
  async claimPortCall(account, id, leaseSeconds) {
    const text = "select * from patchcord_claim_port_call($1, $2, make_interval(secs => $3))";
    const [row] = await query<PortRow>("claim_port_call", text, [account, id, leaseSeconds]);
    if (row?.result !== "claimed" && row?.result !== "lapsed") return { result: row?.result ?? "over" };
    const { result, interaction_id, flow_version_id, visit, port, request, seconds_left, at } = row;
    return {
      ...{ result, interaction: interaction_id, flowVersion: flow_version_id, visit, port, request },
      ...{ secondsLeft: seconds_left, at: at.toISOString() },
    };
  },
  async renewPortCall(account, id, leaseSeconds) {
    const text = "select patchcord_renew_port_call($1, $2, make_interval(secs => $3))";
    await query("renew_port_call", text, [account, id, leaseSeconds]);
  },
  async endPortCall(account, id, result) {
    await query("end_port_call", "select patchcord_end_port_call($1, $2, $3)", [account, id, result]);
  },
};
