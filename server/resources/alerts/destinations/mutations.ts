import { databaseNow, withAccount } from "../../../platform/db";
import { PatchcordError } from "../../../platform/errors";
import { ids } from "../../../platform/ids/ids";
import { hasMailServer } from "../../../platform/mail";
import { parseInput, wrongField } from "../../../platform/parse-input";
import { type Actor, recordAudit } from "../../audit/mutations";
import { lockNamed, nameTaken, requireFreeName } from "../../named-rows/data";
import { noteTest } from "../notices/mutations";
import { sealAddress } from "../notices/secret";
import { destinationOf } from "./data";
import { type DestinationInput, type DestinationValues, destinationSchema, MAX_DESTINATIONS } from "./schema";

/** Adds a destination. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addDestination(by: Actor, input: DestinationInput): Promise<void> {
  const values = checked(input);
  const id = ids.uuid();
  if (values.kind === "slack" && values.url === "") throw wrongField("url", "Enter the address.", "invalid_request");
  await withAccount(by.account, async (tx) => {
    if ((await tx.alertDestination.count({ where: { accountId: by.account } })) >= MAX_DESTINATIONS)
      throw new PatchcordError(
        "conflict",
        `An account has at most ${MAX_DESTINATIONS} destinations. Remove one first.`,
      );
    const stamp = { updatedAt: await databaseNow(tx), updatedBy: by.user.name };
    const { count } = await tx.alertDestination.createMany({
      data: { accountId: by.account, id, ...columnsOf(by, id, values), ...stamp },
      skipDuplicates: true,
    });
    if (count === 0) throw nameTaken("alert_destination");
    await recordAudit(tx, by, { action: "alert_destination.add", subject: values.name, after: toldOf(values) });
  });
}

/** Changes a destination. Throws `not_found`, and as `addDestination`. */
export async function editDestination(by: Actor, id: string, input: DestinationInput): Promise<void> {
  const values = checked(input);
  await withAccount(by.account, async (tx) => {
    await lockNamed(tx, "alert_destination", by.account, id);
    const row = await destinationOf(tx, by.account, id);
    if (values.name !== row.name) await requireFreeName(tx, "alert_destination", by.account, values.name);
    if (values.kind === "slack" && values.url === "" && row.kind !== "slack")
      throw wrongField("url", "Enter the address.", "invalid_request");
    const { name, kind, recipients, host } = row;
    await tx.alertDestination.update({
      where: { accountId_id: { accountId: by.account, id } },
      data: {
        ...columnsOf(by, id, values),
        lastError: null,
        updatedAt: await databaseNow(tx),
        updatedBy: by.user.name,
      },
    });
    await recordAudit(tx, by, {
      action: "alert_destination.edit",
      subject: values.name,
      before: { name, kind, recipients, host },
      after: toldOf(values, host),
    });
  });
}

/** Removes a destination with what waits for it. Throws `not_found`. */
export async function removeDestination(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    await lockNamed(tx, "alert_destination", by.account, id);
    const { name } = await destinationOf(tx, by.account, id);
    await tx.alertNotice.deleteMany({ where: { accountId: by.account, destinationId: id } });
    await tx.alertDestination.delete({ where: { accountId_id: { accountId: by.account, id } } });
    await recordAudit(tx, by, { action: "alert_destination.remove", subject: name, before: { name } });
  });
}

/** Sends a test to a destination; it is tried for a minute. Throws `not_found`. */
export async function testDestination(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const { name } = await destinationOf(tx, by.account, id);
    await noteTest(tx, by.account, id, by.user.name);
    await recordAudit(tx, by, { action: "alert_destination.test", subject: name });
  });
}

function checked(input: DestinationInput): DestinationValues {
  const values = parseInput(destinationSchema, input);
  if (values.kind === "email" && !hasMailServer())
    throw wrongField("kind", "The operator has set no mail server (SMTP_URL).", "invalid_request");
  return values;
}

function columnsOf({ account }: Actor, id: string, values: DestinationValues) {
  if (values.kind === "email")
    return { name: values.name, kind: values.kind, recipients: values.recipients, host: null, secret: null };
  const { name, kind, url } = values;
  const address = url === "" ? {} : { host: new URL(url).host, secret: sealAddress(account, id, url) };
  return { name, kind, recipients: [], ...address };
}

/** What the audit log shows: of a webhook's address its host alone. */
function toldOf(values: DestinationValues, host: string | null = null) {
  const { name, kind } = values;
  if (values.kind === "email") return { name, kind, recipients: values.recipients, host: null };
  return { name, kind, recipients: [], host: values.url === "" ? host : new URL(values.url).host };
}
