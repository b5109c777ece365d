import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { ANSWER_VARIABLE, REFUSE_KEY } from "../asking/ask-first";
import { asDraft } from "../drafts/data";
import { type Argument, argumentsOf } from "../schema";
import { accountOfButtonKey } from "./button-key";
import { type ButtonSettings, type ButtonValues, buttonSettings } from "./schema";

type Row = Prisma.ButtonGetPayload<object>;

/** A button as its public endpoints need it. */
export type Button = {
  account: AccountId;
  id: string;
  key: string;
  name: string;
  flow: string;
  enabled: boolean;
  settings: ButtonSettings;
};

export function valuesOf({ name, flowId, settings }: Row): ButtonValues {
  return { name, flowId, ...buttonSettings.parse(settings) };
}

/** The button of a public key; null where there is none. */
export async function buttonOfKey(key: string): Promise<Button | null> {
  const account = accountOfButtonKey(key);
  if (!account) return null;
  const row = await withAccount(account, (tx) => tx.button.findUnique({ where: { key } }));
  if (!row) return null;
  const { id, name, flowId: flow, enabled, settings } = row;
  return { account, id, key, name, flow, enabled, settings: buttonSettings.parse(settings) };
}

/** What became of a button's requests in the last seven days. `refused`: by a limit or rule; `declined`: the callee pressed 9. */
export type ButtonCounts = { called: number; refused: number; declined: number };
const NONE: ButtonCounts = { called: 0, refused: 0, declined: 0 };

/** One page of the account's buttons that match, with what became of their requests in a week. */
export function listButtons(
  account: AccountId,
  { search, page, size }: { search: string; page: number; size: number },
) {
  const where = { accountId: account, name: { contains: search.trim(), mode: "insensitive" } } as const;
  return withAccount(account, async (tx) => {
    const total = await tx.button.count({ where });
    const rows = await tx.button.findMany({ where, orderBy: { name: "asc" }, skip: page * size, take: size });
    const flows = await tx.flow.findMany({
      where: { accountId: account, id: { in: rows.map(({ flowId }) => flowId) }, deletedAt: null },
      select: { id: true, name: true, publishedVersionId: true, archivedAt: true },
    });
    const flowOf = new Map(flows.map((flow) => [flow.id, flow]));
    const counts = await countsOf(tx, account, rows);
    const buttons = rows.map((row) => {
      const flow = flowOf.get(row.flowId);
      return {
        ...{ id: row.id, key: row.key, enabled: row.enabled },
        ...{ flowName: flow?.name ?? null, isReady: Boolean(flow?.publishedVersionId && !flow.archivedAt) },
        ...{ values: valuesOf(row), seen: seenOf(row), counts: counts.get(row.id) ?? NONE },
      };
    });
    return { buttons, total };
  });
}

/** Where a button was last seen, the latest first. */
function seenOf({ seen }: Row): { origin: string; at: string }[] {
  const entries = Object.entries(seen as Record<string, string>);
  return entries.map(([origin, at]) => ({ origin, at })).sort((a, b) => b.at.localeCompare(a.at));
}

async function countsOf(tx: Prisma.TransactionClient, account: AccountId, rows: readonly Row[]) {
  const found = await tx.$queryRaw<(ButtonCounts & { id: string })[]>`
    select r.button_id as id, count(*) filter (where r.outcome = 'accepted')::int as called,
      count(*) filter (where r.outcome <> 'accepted')::int as refused,
      count(*) filter (where i.state -> 'variables' ->> ${ANSWER_VARIABLE} = ${REFUSE_KEY})::int as declined
    from button_request r left join interaction i on i.account_id = r.account_id and i.id = r.interaction_id
    where r.account_id = ${account}::uuid and r.button_id = any(${rows.map(({ id }) => id)}::uuid[])
      and r.at > patchcord_now() - interval '7 days'
    group by r.button_id`;
  return new Map(found.map(({ id, ...counts }) => [id, counts]));
}

/** The flows that a button can start, with the arguments of their published versions. */
export function flowsForButtons(account: AccountId): Promise<{ id: string; name: string; arguments: Argument[] }[]> {
  return withAccount(account, async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; name: string; definition: unknown }[]>`
      select f.id, f.name, v.definition from flow f
      join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
      where f.account_id = ${account}::uuid and f.deleted_at is null and f.archived_at is null order by f.name limit 500`;
    return rows.map(({ id, name, definition }) => ({ id, name, arguments: argumentsOf(asDraft(definition)) }));
  });
}

/** Requests of a network and of a button in the last hour, by which its next challenge is as hard as it is. */
export async function recentRequests(
  { account, id }: Button,
  network: string,
): Promise<{ ofNetwork: number; ofButton: number }> {
  const [row] = await withAccount(
    account,
    (tx) => tx.$queryRaw<{ ofNetwork: number; ofButton: number }[]>`
      select count(*) filter (where network = ${network})::int as "ofNetwork", count(*)::int as "ofButton"
      from button_request where account_id = ${account}::uuid and button_id = ${id}::uuid
        and at > patchcord_now() - interval '1 hour'`,
  );
  return row ?? { ofNetwork: 0, ofButton: 0 };
}

/** How an interaction of a button stands; null where the button has none of this id. */
export function readVisit({ account, id }: Button, interaction: string) {
  return withAccount(account, async (tx) => {
    const asked = await tx.buttonRequest.findFirst({
      where: { accountId: account, buttonId: id, interactionId: interaction },
      select: { nonce: true },
    });
    if (!asked) return null;
    const found = await tx.interaction.findUnique({
      where: { accountId_id: { accountId: account, id: interaction } },
      select: { status: true, outcome: true, callResult: true, state: true },
    });
    const joined = await tx.leg.count({
      where: { accountId: account, interactionId: interaction, answeredAt: { not: null }, endedAt: null },
    });
    return found && { ...found, isJoined: joined > 0 };
  });
}
