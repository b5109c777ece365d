import { query } from "../platform/db";
import type { Store } from "../ports/store";
import { hot } from "./hot-path";

/** The agents' legs of a forward. */
export const legs: Pick<Store, "leg" | "acceptLeg"> = {
  async leg(account, token, { parentCallId, callId, turn, to, status, sequence, sipCode }) {
    await hot().leg(account, token, parentCallId, callId, turn, to, status, sequence, sipCode);
  },
  async acceptLeg(account, token, { parentCallId, callId, turn, to }) {
    const text = "select patchcord_accept_leg($1, $2, $3, $4, $5, $6) as accepted";
    const values = [account, token, parentCallId, callId, turn, to];
    const [row] = await query<{ accepted: boolean }>("accept_leg", text, values);
    return row?.accepted ?? false;
  },
};
