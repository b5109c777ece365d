import { query } from "../platform/db";
import type { AgentCall, CallbackFacts, CallbackStore, RingGroupWork } from "../ports/callback";
import { wakeWorkers } from "./queue";

/** Callbacks: agents of a ring group are rung, one after another or all at once, until one accepts. */
export const callbackRounds: CallbackStore = {
  /** The callbacks' part of the store over PostgreSQL (prisma/functions). */
  async ringGroupWork(account, group) {
    const text = "select patchcord_callback_work($1, $2) as work";
    const [row] = await query<{ work: RingGroupWork }>("callback_work", text, [account, group]);
    return row!.work;
  },
  async ringAgent(account, callback, attempt) {
    const text = "select patchcord_ring_agent($1, $2, $3) as rings";
    const [row] = await query<{ rings: boolean }>("ring_agent", text, [account, callback, JSON.stringify(attempt)]);
    if (row?.rings) wakeWorkers();
    return row?.rings ?? false;
  },
  async endRound(account, callback, pauseSeconds) {
    const text = "select patchcord_end_round($1, $2, make_interval(secs => $3))";
    await query("end_round", text, [account, callback, pauseSeconds]);
  },
  async lookAgain(account, subject, id, inSeconds) {
    const text = "select patchcord_look_again($1, $2, $3, make_interval(secs => $4))";
    await query("look_again", text, [account, subject, id, inSeconds]);
  },
  async agentCall(account, token) {
    const text = "select patchcord_agent_call($1, $2) as call";
    const [row] = await query<{ call: AgentCall | null }>("agent_call", text, [account, token]);
    return row?.call ?? null;
  },
  async callback(account, id) {
    const text = "select patchcord_callback($1, $2) as callback";
    const [row] = await query<{ callback: CallbackFacts | null }>("callback", text, [account, id]);
    return row?.callback ?? null;
  },
};
