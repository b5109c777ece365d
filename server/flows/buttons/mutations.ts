import { withAccount } from "../../platform/db";
import { isPatchcordError, PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput, wrongField } from "../../platform/parse-input";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { lockNamed, nameTaken, requireFreeName } from "../../resources/named-rows/data";
import { freezeAsking } from "../asking/mutations";
import { ASKING_LANGUAGES, type PageLanguage } from "../asking/words";
import { mintButtonKey } from "./button-key";
import { type Button, flowsForButtons, valuesOf } from "./data";
import { type ButtonInput, type ButtonValues, buttonSchema, MAX_BUTTONS } from "./schema";

/** Adds a button, which visitors may press from then on. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addButton(by: Actor, input: ButtonInput): Promise<{ id: string; key: string }> {
  const values = await checked(by, input);
  const id = ids.uuid();
  const key = mintButtonKey(by.account);
  await withAccount(by.account, async (tx) => {
    if ((await tx.button.count({ where: { accountId: by.account } })) >= MAX_BUTTONS)
      throw new PatchcordError("conflict", `An account has at most ${MAX_BUTTONS} buttons. Remove one first.`);
    const { name, flowId, ...settings } = values;
    const data = { accountId: by.account, id, key, name, flowId, settings, updatedBy: by.user.name };
    const { count } = await tx.button.createMany({ data, skipDuplicates: true });
    if (count === 0) throw nameTaken("button");
    await recordAudit(tx, by, { action: "button.add", subject: name, after: values });
  });
  return { id, key };
}

/** Changes a button; what its page shows follows within a minute. Throws `not_found`, and as `addButton`. */
export async function editButton(by: Actor, { id, ...input }: ButtonInput & { id: string }): Promise<void> {
  const values = await checked(by, input);
  await withAccount(by.account, async (tx) => {
    const row = await lockButton(tx, by, id);
    const before = valuesOf(row);
    if (values.name !== before.name) await requireFreeName(tx, "button", by.account, values.name);
    const { name, flowId, ...settings } = values;
    const seen = Object.entries(row.seen as Record<string, string>).filter(([at]) => settings.origins.includes(at));
    await tx.button.update({
      where: { accountId_id: { accountId: by.account, id } },
      data: { name, flowId, settings, seen: Object.fromEntries(seen), updatedBy: by.user.name, updatedAt: new Date() },
    });
    await recordAudit(tx, by, { action: "button.edit", subject: name, before, after: values });
  });
}

/** Switches a button off or on; it holds for the next request of a visitor, in every process. Throws `not_found`. */
export async function switchButton(by: Actor, { id, enabled }: { id: string; enabled: boolean }): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const row = await lockButton(tx, by, id);
    if (row.enabled === enabled) return;
    await tx.button.update({
      where: { accountId_id: { accountId: by.account, id } },
      data: { enabled, updatedBy: by.user.name, updatedAt: new Date() },
    });
    await recordAudit(tx, by, { action: enabled ? "button.switch_on" : "button.switch_off", subject: row.name });
  });
}

/** Removes a button: its key is never valid again. Throws `not_found`. */
export async function removeButton(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const row = await lockButton(tx, by, id);
    await tx.button.delete({ where: { accountId_id: { accountId: by.account, id } } });
    await recordAudit(tx, by, { action: "button.remove", subject: row.name, before: valuesOf(row) });
  });
}

async function lockButton(tx: Parameters<typeof lockNamed>[0], { account }: Actor, id: string) {
  await lockNamed(tx, "button", account, id);
  return tx.button.findUniqueOrThrow({ where: { accountId_id: { accountId: account, id } } });
}

/** The values that may be stored: every argument of the flow has its one source, and the flow can ask first where it is to. */
async function checked({ account }: Actor, input: ButtonInput): Promise<ButtonValues> {
  const values = parseInput(buttonSchema, input);
  const flow = (await flowsForButtons(account)).find(({ id }) => id === values.flowId);
  if (!flow) throw wrongField("flowId", "Choose a flow that is published.", "invalid_request");
  const given = new Set([values.number, ...[...values.texts, ...values.fixed].map(({ argument }) => argument)]);
  const missing = flow.arguments.filter(({ name }) => !given.delete(name)).map(({ name }) => name);
  if (missing.length > 0) throw wrongField("fixed", `Give a value for ${missing.join(", ")}.`, "invalid_request");
  if (given.size > 0)
    throw wrongField("flowId", `The flow takes no argument ${[...given].join(", ")}.`, "invalid_request");
  if (values.asksFirst) {
    await askingVersion({ account, flow: values.flowId, settings: values }, "en").catch((error: unknown) => {
      if (!isPatchcordError(error)) throw error;
      throw wrongField("flowId", error.message, "invalid_request");
    });
  }
  return values;
}

/** The version that a button's call runs on in a page's language. Throws as `freezeAsking`. */
export function askingVersion(
  { account, flow, settings }: Pick<Button, "account" | "flow" | "settings">,
  page: PageLanguage,
) {
  const { number, business, reason } = settings;
  return freezeAsking(account, flow, { language: ASKING_LANGUAGES[page], words: { business, reason }, number });
}

export type TakenRequest = {
  outcome: "accepted" | "replayed" | "network" | "number" | "hour" | "day";
  /** For how long the limit that is reached stays so. */
  seconds: number | null;
};

/** One number is not called again so soon, however often it is asked for. */
const PAUSE = "10 minutes";

/** `nonce`: of the solved challenge. `network`, `number`: their hashes. */
export type ButtonRequest = { nonce: string; network: string; number: string; consent: object };

/** Uses a challenge up and counts the request in all limits of the button. */
export async function takeRequest(
  { account, id, settings }: Button,
  { nonce, network, number, consent }: ButtonRequest,
): Promise<TakenRequest> {
  const { perNetworkHour, perNumberDay, perHour, perDay } = settings;
  const most = JSON.stringify({ network: perNetworkHour, number: perNumberDay, hour: perHour, day: perDay });
  const [taken] = await withAccount(
    account,
    (tx) => tx.$queryRaw<TakenRequest[]>`
      select outcome, seconds from patchcord_take_button(${account}::uuid, ${id}::uuid, ${nonce}, ${network}, ${number},
        ${PAUSE}::interval, ${most}::jsonb, ${JSON.stringify(consent)}::jsonb)`,
  );
  return taken as TakenRequest;
}

/** Writes what a request that was taken came to: its interaction, or the code of what refused it, which then counts as no call. */
export async function settleRequest(
  { account }: Button,
  nonce: string,
  result: { interaction: string } | { refused: string },
): Promise<void> {
  const data = "interaction" in result ? { interactionId: result.interaction } : { outcome: result.refused };
  await withAccount(account, async (tx) => {
    await tx.buttonRequest.update({ where: { accountId_nonce: { accountId: account, nonce } }, data });
  });
}

/** Notes that a page has loaded the button, once a minute at most. */
export async function noteSeen({ account, id }: Button, origin: string): Promise<void> {
  await withAccount(account, async (tx) => {
    await tx.$executeRaw`
      update button set seen = seen || jsonb_build_object(${origin}::text, to_jsonb(patchcord_now()))
      where account_id = ${account}::uuid and id = ${id}::uuid
        and coalesce((seen ->> ${origin})::timestamptz, '-infinity') < patchcord_now() - interval '1 minute'`;
  });
}
