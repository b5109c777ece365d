import { query } from "../../platform/db";
import { log } from "../../platform/log";
import type { AccountId } from "../../ports/ids";
import { readFacts, readNoted, typesAskedFor } from "./data";
import { eventsOf, type InteractionFacts, type NewEvent, type Noted } from "./fold";

/** Notes that are made into events at a time. */
const BATCH = 200;

/**
 * Makes events of what has been noted, with their deliveries. Any number of workers may do so at once: events have the ids of what
 * they tell. Returns whether more may be noted.
 */
export async function writeEvents(): Promise<boolean> {
  const rows = await readNoted(BATCH);
  for (const [account, some] of Map.groupBy(rows, (row) => row.account)) {
    await writeOf(
      account,
      some.map(({ noted }) => noted),
    );
  }
  return rows.length === BATCH;
}

async function writeOf(account: AccountId, noted: Noted[]): Promise<void> {
  const asked = await typesAskedFor(account);
  const facts = await readFacts(account, [...logsNeeded(noted, asked.has("interaction.step"))]);
  const events = noted
    .flatMap((one) => eventsIfAny(one, factsFor(one, facts)))
    .filter((event) => !event.asked_for || asked.has(event.type));
  await save(account, noted, events);
}

/** A note that no event can be made of is left out, with a word in our log: it would hold up those of all accounts for ever. */
function eventsIfAny(noted: Noted, facts: InteractionFacts | null): NewEvent[] {
  try {
    return eventsOf(noted, facts);
  } catch (error) {
    const { interaction, what } = noted;
    log.error({ err: error, interaction, what }, "webhooks tell nothing of what happened: no event can be made of it");
    return [];
  }
}

const factsFor = ({ interaction }: Noted, facts: ReadonlyMap<string, InteractionFacts>) =>
  interaction === null ? null : (facts.get(interaction) ?? null);

/** Each interaction with the first position of its log that its events are made of: the end, and steps that are left, need it whole. */
function* logsNeeded(noted: Noted[], withSteps: boolean): Generator<{ id: string; from: number }> {
  const byInteraction = Map.groupBy(noted, ({ interaction }) => interaction);
  for (const [id, some] of byInteraction) {
    if (id === null) continue;
    const starts = some.map((one) => {
      if (one.what !== "burst") return Number.MAX_SAFE_INTEGER;
      return withSteps || one.about.status !== "running" ? 0 : one.about.from;
    });
    yield { id, from: Math.min(...starts, 2 ** 31 - 1) };
  }
}

async function save(account: AccountId, noted: Noted[], events: NewEvent[]): Promise<void> {
  const text = "select patchcord_write_webhooks($1, $2, $3) as made";
  await query("write_webhooks", text, [account, noted.map(({ id }) => id), JSON.stringify(events)]);
}
