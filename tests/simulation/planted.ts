// Bugs that the simulation must find: each is one change of the product's text, in TypeScript or SQL.

export type PlantedBug = { name: string; file: string; from: string; to: string };

export const PLANTED: PlantedBug[] = [
  {
    name: "a create without an answer is sent again",
    file: "server/carriers/twilio/create-failure.ts",
    from: 'if (!(error instanceof CarrierError)) return { result: "unknown", reason };',
    to: 'if (!(error instanceof CarrierError)) return { result: "not_processed", reason, retryAfterSeconds: null };',
  },
  {
    name: "a create that failed with 5xx is sent again",
    file: "server/carriers/twilio/create-failure.ts",
    from: 'if (status >= 500 || status < 400 || NOT_SURE.has(status)) return { result: "unknown", reason };',
    to: 'if (status >= 500 || status < 400 || NOT_SURE.has(status)) return { result: "not_processed", reason, retryAfterSeconds };',
  },
  {
    name: "a dial whose process died is made again",
    file: "server/runtime/due/attempt.ts",
    from: 'await store.dialUnknown(account, id, "The process that was dialling ended.", RECONCILE_EVERY_SECONDS);',
    to: 'return store.dialAgain(account, id, { waitSeconds: 0, firstSeconds: 1, mostSeconds: 30, random: 0, callsPerSecond: null }, "again");',
  },
  {
    name: "the lease of a dial is ignored by the job",
    file: "prisma/functions/patchcord_claim_dial.sql",
    from: "if a.id is null or a.status <> 'intended' or not exists",
    to: "if a.id is null or a.status not in ('intended', 'submitting') or not exists",
  },
  {
    name: "a dial begins before its commit",
    file: "server/runtime/dispatch.ts",
    from: `      const saved = await save(reserved.write);
      const { attempt, port_call } = reserved.write;`,
    to: `      const { attempt, port_call } = reserved.write;
      if (attempt && reserved.dial)
        this.#makers.dial({ account, attempt: attempt.id, claimed: claimedOf(interaction, attempt) }).catch(() => undefined);
      const saved = await save(reserved.write);
      if (attempt) return { saved, document: NO_DOCUMENT };`,
  },
  {
    name: "an idempotency key is not looked at",
    file: "prisma/functions/patchcord_start.sql",
    from: "    if not found then\n      return query select 'replayed'",
    to: "    if false then\n      return query select 'replayed'",
  },
  {
    name: "the version that a burst was made from is not compared",
    file: "prisma/functions/patchcord_commit.sql",
    from: "    finished_at = case when p_burst ->> 'status' <> 'running' then v_at end\n  where account_id = p_account and id = p_interaction and version = p_expected and status = 'running';",
    to: "    finished_at = case when p_burst ->> 'status' <> 'running' then v_at end\n  where account_id = p_account and id = p_interaction and status = 'running';",
  },
  {
    name: "what a process remembers is not proved",
    file: "prisma/functions/patchcord_commit.sql",
    from: "  if v_proof is not null then",
    to: "  if false then",
  },
  {
    name: "a lost race is taken for written",
    file: "server/runtime/burst.ts",
    from: 'return saved.result === "lost" ? "again" : { applied: true, answer, later: document };',
    to: "return { applied: true, answer, later: document };",
  },
  {
    name: "a repeated webhook gets the present document",
    file: "server/runtime/webhook/document.ts",
    from: "if (snapshot.applied) return answer(snapshot.answer ?? hangUp());",
    to: "",
  },
  {
    name: "an answer is not kept for a repeated webhook",
    file: "server/runtime/burst.ts",
    from: "if (answer !== null && answering) addAnswer(write, inputKey, answering.inputKey, answer);",
    to: "",
  },
  {
    name: "a request for an older turn advances the interaction",
    file: "server/runtime/webhook/document.ts",
    from: "if (!asksForPresentTurn(snapshot, request)) {",
    to: "if (Number(request) === 1) {",
  },
  {
    name: "the end of a call is applied twice",
    file: "server/runtime/webhook/call-status.ts",
    from: "if (isTerminal(state) || snapshot.applied) return",
    to: "if (isTerminal(state)) return",
  },
  {
    name: "the end of a call is ignored while its step waits for it",
    file: "server/runtime/webhook/call-status.ts",
    from: 'if (facts.status !== "completed") {',
    to: 'if (facts.status === "no_answer") return [];\n    if (facts.status !== "completed") {',
  },
  {
    name: "a claimed dial has no deadline",
    file: "prisma/functions/patchcord_write_burst.sql",
    from: "      insert into deadline (account_id, subject, id, due_at)\n        values (p_account, 'attempt', (v_attempt ->> 'id')::uuid, v_lease + interval '1 second');",
    to: "      null;",
  },
  {
    name: "a dial from the queue has no deadline",
    file: "prisma/functions/patchcord_claim_dial.sql",
    from: "    insert into deadline (account_id, subject, id, due_at) values (p_account, 'attempt', p_attempt, v_now + p_lease + interval '1 second')\n      on conflict (account_id, subject, id) do update set due_at = excluded.due_at;",
    to: "",
  },
  {
    name: "waits have no deadline",
    file: "prisma/functions/patchcord_write_burst.sql",
    from: "if p_burst ->> 'deadline_at' is not null then",
    to: "if false then",
  },
  {
    name: "what is due is forgotten with the worker that took it",
    file: "prisma/functions/patchcord_take_due.sql",
    from: "set due_at = patchcord_now() + p_lease",
    to: "set due_at = patchcord_now() + interval '100 days'",
  },
  {
    name: "jobs of dead workers are not freed",
    file: "prisma/functions/patchcord_heartbeat.sql",
    from: "if v_silent is not null then perform graphile_worker.force_unlock_workers(v_silent); end if;",
    to: "",
  },
  {
    name: "a call in doubt is never given up",
    file: "server/runtime/due/attempt.ts",
    from: "if (secondsAgo < GIVE_UP_AFTER_SECONDS) {",
    to: "if (secondsAgo < GIVE_UP_AFTER_SECONDS * 1e6) {",
  },
  {
    name: "a call in doubt is not searched for",
    file: "server/runtime/due/attempt.ts",
    from: "if (sole && candidates.length === 1) {",
    to: "if (sole && candidates.length === 1000) {",
  },
  {
    name: "a call that is another attempt's is bound again",
    file: "server/runtime/due/attempt.ts",
    from: "found.filter((call) => !bound.includes(call.callId))",
    to: "found",
  },
  {
    name: "a cancelled dial stays in the queue",
    file: "prisma/functions/patchcord_cancel_attempt.sql",
    from: "set status = case when d.status = 'intended' then 'cancelled' else d.status end, cancel_requested = true,",
    to: "set cancel_requested = true,",
  },
  {
    name: "a cancel before the call is known is forgotten",
    file: "prisma/functions/patchcord_cancel_attempt.sql",
    from: "else d.status end, cancel_requested = true,",
    to: "else d.status end,",
  },
  {
    name: "a cancelled interaction's call goes on",
    file: "server/runtime/burst.ts",
    from: "addHangUp(account, applied, snapshot, answer !== null);",
    to: "",
  },
  {
    name: "one hang-up at a time for all calls",
    file: "server/runtime/webhook/call-status.ts",
    from: `key: \`end:\${call ?? attempt}\`,`,
    to: 'key: "end",',
  },
  {
    name: "two agents take one callback",
    file: "prisma/functions/patchcord_write_callbacks.sql",
    from: "visit = (v ->> 'visit')::int and status = 'waiting'\n          and exists",
    to: "visit = (v ->> 'visit')::int\n          and exists",
  },
  {
    name: "agents are rung for a callback that somebody has taken",
    file: "prisma/functions/patchcord_ring_agent.sql",
    from: "if c.status is distinct from 'waiting' or v_agent = any (c.tried)",
    to: "if v_agent = any (c.tried)",
  },
  {
    name: "every agent who presses the key meets the contact",
    file: "server/runtime/callback/agent-document.ts",
    from: 'const meets = accepted_attempt === call.id && (status === "accepted" || status === "joined");',
    to: 'const meets = accepted_attempt !== null && (status === "accepted" || status === "joined");',
  },
  {
    name: "the contact is rung while no agent has accepted",
    file: "server/runtime/callback/agent-document.ts",
    from: '  if (message.digits !== (offer?.accept_key ?? ACCEPT_KEY)) return render([{ verb: "hang_up" }]);\n',
    to: "",
  },
  {
    name: "a dial that waits is taken after its interaction was cancelled",
    file: "prisma/functions/patchcord_claim_dial.sql",
    from: "i.id = a.interaction_id and i.status = 'running')",
    to: "i.id = a.interaction_id)",
  },
  {
    name: "an agent's dial that waits goes on when the callback is over",
    file: "prisma/functions/patchcord_end_agents.sql",
    from: "case v_status when 'intended' then (select c.result from patchcord_cancel_attempt(p_account, v_attempt) c) end;",
    to: "null;",
  },
  {
    name: "a job whose way to its worker was cut is not freed",
    file: "prisma/functions/patchcord_free_lost_jobs.sql",
    from: "where locked_by = p_worker and locked_at",
    to: "where false and locked_by = p_worker and locked_at",
  },
  {
    name: "the do-not-call list is not asked",
    file: "prisma/functions/patchcord_prove_ring.sql",
    from: "when exists (select from do_not_call d where d.account_id = p_account and d.number = v_to) then",
    to: "when false then",
  },
  {
    name: "a dial that has waited does not ask the do-not-call list again",
    file: "prisma/functions/patchcord_claim_ring.sql",
    from: "v_forbids := patchcord_prove_ring(p_account, jsonb_build_object('to', a.to_number), v_now);",
    to: "v_forbids := null;",
  },
  {
    name: "an end is not noted for webhooks",
    file: "prisma/functions/patchcord_write_burst.sql",
    from: "if p_burst ? 'webhooks' then",
    to: "if p_burst ? 'webhooks' and p_burst ->> 'status' = 'running' then",
  },
  {
    name: "an event is told by the worker that made it alone, and forgotten with it",
    file: "server/reports/events/mutations.ts",
    from: "  const facts = await readFacts(account, [",
    to: `  await save(account, noted, []);
  const facts = await readFacts(account, [`,
  },
  {
    name: "what is settled is counted again",
    file: "prisma/functions/patchcord_project.sql",
    from: "      where not was.is_settled\n",
    to: "",
  },
  {
    name: "facts follow no interaction that was known while it ran",
    file: "prisma/functions/patchcord_project_next.sql",
    from: "where f.account_id = v_account and not f.is_settled and (i.version",
    to: "where f.account_id = v_account and false and (i.version",
  },
  {
    name: "an agent who leaves is not noticed",
    file: "prisma/functions/patchcord_agent_ended.sql",
    from: "if c.accepted_attempt = p_attempt and c.status in ('accepted', 'joined') then",
    to: "if false then",
  },
  {
    name: "a second burst's events leave a gap",
    file: "server/runtime/apply-burst.ts",
    from: "return { seq: version + index, at: resume.at,",
    to: "return { seq: version + 2 * index, at: resume.at,",
  },
  {
    name: "a second call of an attempt is not ended",
    file: "server/runtime/due/dial.ts",
    from: 'if (bound.result === "second_call" || bound.result === "too_late")',
    to: 'if (bound.result === "second_call")',
  },
  {
    name: "a call answers for an attempt that was given up",
    file: "server/runtime/webhook/document.ts",
    from: "if (!isOwnCall(snapshot, message, carrier)) return answer(hangUp());",
    to: "",
  },
];
