import type { Attack, Attacker } from "../attack";
import { saidBy } from "../studio";

const INTERACTIONS = 60_000;
/** Who asks for it has seen enough by then; the whole takes minutes where the machine is busy. */
const READ_MS = 4000;

/** Many interactions that are over, with an event each, as if they had been made in a year. */
async function makeMany({ owner, world }: Attacker): Promise<void> {
  const { rows } = await owner.query("select count(*)::int as found from interaction where account_id = $1", [
    world.account,
  ]);
  if (rows[0].found >= INTERACTIONS) return;
  await owner.query(
    `with made as (
      insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, outcome, state, expires_at, started_at, finished_at)
      select f.account_id, ('0180' || '0000-0000-7000-8000-' || lpad(g::text, 12, '0'))::uuid, f.flow_id, f.id, 'c', 2,
        'completed', 'ended', '{"variables": {}, "call": {}}', now(), now() - g * interval '8 minutes', now()
      from flow_version f, generate_series(1, $3::int) g where f.account_id = $1 and f.flow_id = $2 and f.number = 1
      returning account_id, id)
    insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, engine)
    select account_id, id, 1, now(), 'a', '{}', jsonb_build_array(jsonb_build_object('event', 'step_entered', 'visit', 1,
      'step', 'trigger', 'component', 'api_request', 'at', '2026-01-01T00:00:00Z')), 'e' from made`,
    [world.account, world.flow, INTERACTIONS],
  );
}

export const reports: Attack[] = [
  {
    kind: "CSV of 60,000 interactions",
    inFlight: 3,
    prepare: async (by) => {
      await makeMany(by);
      return async () => {
        const response = await fetch(`${by.baseUrl}/interactions/export.csv`, {
          headers: { cookie: by.studio.cookie },
        });
        const end = performance.now() + READ_MS;
        let isWhole = true;
        for await (const _piece of response.body ?? []) {
          isWhole = performance.now() < end;
          if (!isWhole) break;
        }
        return `${response.status}, ${isWhole ? "whole" : "left off"}`;
      };
    },
  },
  {
    kind: "a list of interactions that matches none of 60,000",
    inFlight: 3,
    prepare: async (by) => {
      await makeMany(by);
      return async () =>
        saidBy(await by.studio.read("interactions.list", { filters: { number: "99999999", outcome: "ended" } }));
    },
  },
];
