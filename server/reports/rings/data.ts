import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import type { RingDecision } from "../../ports/rings";
import { startersOf } from "../starters/data";
import { allowedText } from "./decision-text";

/** One decision about a ring. `interactionId`: null where a start was refused with it. */
export type RingLine = {
  id: string;
  at: Date;
  party: "contact" | "agent";
  code: string;
  message: string;
  until: Date | null;
  flowId: string | null;
  flowName: string | null;
  /** Who wanted it. */
  startedBy: string;
  interactionId: string | null;
};

type Row = Omit<RingLine, "code" | "message" | "startedBy"> & {
  clientId: string;
  code: string | null;
  message: string | null;
  decision: RingDecision | null;
};

/**
 * Why a number was rung or was not, the newest first: dials that were allowed, and every ring that was refused. `number`: E.164, whole.
 */
export function ringsOf(account: AccountId, number: string, limit: number): Promise<RingLine[]> {
  return withAccount(account, async (tx) => {
    const rows = await tx.$queryRaw<Row[]>`
      select r.*, f.name as "flowName" from (
        (select a.id, a.created_at as at, case a.purpose when 'contact' then 'contact' else 'agent' end as party, null as code,
          null as message, null::timestamptz as until, a.decision, i.flow_id as "flowId", i.client_id as "clientId", i.id as "interactionId"
          from dial_attempt a join interaction i on i.account_id = a.account_id and i.id = a.interaction_id
          where a.account_id = ${account}::uuid and a.to_number = ${number} and a.held_until is null order by a.created_at desc limit ${limit})
        union all
        (select d.id, d.at, d.party, d.code, d.message, d.until, null, d.flow_id, d.client_id, d.interaction_id
          from refused_ring d where d.account_id = ${account}::uuid and d.to_number = ${number} order by d.id desc limit ${limit})
      ) r left join flow f on f.account_id = ${account}::uuid and f.id = r."flowId"
      order by r.at desc, r.id desc limit ${limit}`;
    const starter = await startersOf(tx, account, [...new Set(rows.map(({ clientId }) => clientId))]);
    return rows.map(({ decision, code, message, clientId, ...line }) => ({
      ...line,
      startedBy: starter(clientId).name,
      code: code ?? "allowed",
      message: message ?? allowedText(decision),
    }));
  });
}
