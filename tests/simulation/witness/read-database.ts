import type { Database } from "../world/database";
import type { AttemptRow, CallbackRow, EventRow, FactRow, InteractionRow, Testimony, ToldRow } from "./testimony";

type FromDatabase = Pick<
  Testimony,
  | "interactions"
  | "events"
  | "attempts"
  | "callbacks"
  | "definitions"
  | "left"
  | "strangers"
  | "facts"
  | "counted"
  | "told"
>;

/** The final database, as the owner sees it. */
export function readDatabase(database: Database, account: string): FromDatabase {
  const interactions = database.asOwner<InteractionRow>(
    "select id, flow_id, flow_version_id, version, status, outcome, call_result, state, started_at::text, finished_at::text from interaction order by id",
  );
  const events = database.asOwner<EventRow>(
    "select interaction_id, seq, at::text, input_key, resume, events, engine from interaction_event order by interaction_id, seq",
  );
  const attempts = database.asOwner<AttemptRow>(
    "select id, interaction_id, visit, visit_try, token, to_number, status, purpose, submitted_at::text, ended_at::text, call_id, callback_id from dial_attempt order by id",
  );
  const versions = database.asOwner<{ id: string; definition: unknown }>(
    "select id, definition from flow_version where id in (select flow_version_id from interaction)",
  );
  const callbacks = database.asOwner<CallbackRow>("select id, interaction_id, visit from callback order by id");
  const facts = database.asOwner<FactRow>(
    "select id, status, outcome, call_result, is_settled from interaction_fact order by id",
  );
  const [counted] = database.asOwner<{ count: number }>(COUNTED);
  const told = database.asOwner<ToldRow>(TOLD);
  const [strange] = database.asOwner<{ count: number }>(STRANGERS, [account]);
  const [left] = database.asOwner<Testimony["left"]>(LEFT);
  const definitions = new Map(versions.map(({ id, definition }) => [id, definition]));
  return {
    ...{ interactions, events, attempts, callbacks, definitions, left: left!, strangers: strange?.count ?? 0 },
    ...{ facts, counted: counted?.count ?? 0, told },
  };
}

const COUNTED = "select coalesce(sum(number), 0)::int as count from report_count where measure = 'started'";

const TOLD = `select e.interaction_id, e.type, e.body from webhook_event e join webhook_delivery d on d.event_id = e.id
  where e.interaction_id is not null order by d.position`;

/** What should have come to an end with the interactions. */
const LEFT = `select
  (select count(*)::int from deadline where subject in ('interaction', 'attempt', 'port_call', 'callback')) as deadlines,
  (select count(*)::int from graphile_worker._private_jobs) as jobs,
  (select count(*)::int from port_call where ended_at is null) as port_calls,
  (select count(*)::int from callback where over_at is null) as callbacks`;

const STRANGERS = `select count(*)::int as count from dial_attempt a full join interaction i on i.id = a.interaction_id
  where coalesce(i.account_id, $1) <> $1 or coalesce(a.account_id, $1) <> $1 or i.id is null`;
