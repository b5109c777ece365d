import { hash } from "node:crypto";
import { z } from "zod";
import { type Consent, emptyMap, type Values } from "@/engine/contract";
import { isFound } from "@/engine/pattern";
import { Work } from "@/engine/work";
import { checkArguments } from "../../flows/arguments";
import { readVisitorNumber } from "../../flows/buttons/countries";
import type { Button } from "../../flows/buttons/data";
import { askingVersion, settleRequest, type TakenRequest, takeRequest } from "../../flows/buttons/mutations";
import { PAGE_LANGUAGES } from "../../flows/buttons/schema";
import { requiresConsent } from "../../flows/consent";
import { type FieldError, isPatchcordError, PatchcordError } from "../../platform/errors";
import { log } from "../../platform/log";
import { isStorable } from "../../platform/storable-text";
import { startInteraction } from "../../runtime/start";
import { accountFacts } from "../../storage/account-facts";
import { runtime } from "../../wiring";
import { countedAs } from "./counted-as";
import { openingOf } from "./look";
import { failed, provenNonce } from "./proof-of-work";
import type { Visit } from "./serve";
import { waitForTurn } from "./turns";
import { visitToken } from "./visit-token";

const asked = z.strictObject({
  number: z.string().max(40),
  country: z.string().max(2),
  texts: z.record(z.string().max(64), z.string().max(1000)).default({}),
  language: z.enum(PAGE_LANGUAGES),
  /** The words that the visitor has agreed to. */
  consent: z.string().min(1).max(1000),
  proof: z.unknown().optional(),
});
type Asked = z.infer<typeof asked>;

const PATTERN_WORK = 1_000_000;

/** POST /api/buttons/{key}/requests: calls the visitor. */
export async function handleAskForCall({ button, origin, network, body }: Visit): Promise<Response> {
  const parsed = asked.safeParse(body);
  if (!parsed.success)
    throw new PatchcordError("invalid_request", "The request does not fit the button.", {
      fields: parsed.error.issues
        .slice(0, 20)
        .map(({ path, message }) => ({ name: path.join("."), description: message })),
    });
  requireOpen(button);
  const { number, values } = argumentsOf(button, parsed.data);
  const nonce = await provenNonce(parsed.data.proof, button.id, origin);
  const { language, consent } = parsed.data;
  const { account } = button;
  const taken = await takeRequest(button, {
    nonce,
    network: countedAs(account, network),
    number: countedAs(account, number),
    consent: { text: consent, language, origin, at: new Date().toISOString() },
  });
  requireTaken(taken);
  const interaction = await start({ button, origin, nonce, values, asked: parsed.data });
  return Response.json(
    { token: visitToken(button.id, interaction) },
    { status: 202, headers: { "Cache-Control": "no-store" } },
  );
}

type Start = { button: Button; origin: string; nonce: string; values: Values; asked: Asked };

async function start({ button, origin, nonce, values, asked: { language, consent } }: Start): Promise<string> {
  const { account, flow, id } = button;
  try {
    await waitForTurn(account, (await accountFacts(account)).ratePerSecond);
    const version = button.settings.asksFirst ? { version: await askingVersion(button, language) } : {};
    const { response } = await startInteraction(runtime(), account, {
      ...{ flow, client: `button.${id}`, arguments: values, ...version, key: null, bodyHash: "" },
      check: (definition) => checkArguments(definition, values),
      consent: (definition) => (requiresConsent(definition) ? consentTo(consent, button, origin) : null),
    });
    await settleRequest(button, nonce, { interaction: response.interaction_id });
    return response.interaction_id;
  } catch (error) {
    await settleRequest(button, nonce, { refused: isPatchcordError(error) ? error.code : "internal" });
    throw forVisitors(error, button);
  }
}

/** The visitor's consent as the interaction keeps it; the text itself is kept with what the button was asked. */
function consentTo(text: string, { name }: Button, origin: string): Consent {
  const version = hash("sha256", text, "base64url").slice(0, 16);
  return {
    purpose: `A call by the button ${name}`,
    text_version: version,
    at: new Date().toISOString(),
    source: origin,
  };
}

function requireOpen(button: Button): void {
  const now = Date.now();
  const opens = openingOf(button, now);
  if (opens !== null && Date.parse(opens) <= now) return;
  const headers: Record<string, string> = opens
    ? { "Retry-After": String(Math.ceil((Date.parse(opens) - now) / 1000)) }
    : {};
  throw new PatchcordError("outside_calling_hours", "Nobody is there at this time.", { headers });
}

/** The flow's arguments: those of the visitor that the button asks for, and those that its admin has fixed. */
function argumentsOf({ settings }: Button, { number, country, texts }: Asked): { number: string; values: Values } {
  const values = emptyMap<string>();
  const faults: FieldError[] = [];
  const e164 = readVisitorNumber(number, country, settings.countries);
  if (!e164) faults.push({ name: "number", description: "is no phone number that this button calls" });
  for (const name of Object.keys(texts)) {
    if (!settings.texts.some(({ argument }) => argument === name))
      faults.push({ name: name.toWellFormed(), description: "is not asked for" });
  }
  for (const { argument, pattern, maxLength, required } of settings.texts) {
    const text = Object.hasOwn(texts, argument) ? (texts[argument] ?? "").trim() : "";
    if (text === "" ? required : !isShortText(text, pattern, maxLength))
      faults.push({ name: argument, description: "does not fit" });
    values[argument] = text;
  }
  if (faults.length > 0 || !e164)
    throw new PatchcordError("invalid_arguments", "A field does not fit.", { fields: faults.slice(0, 20) });
  values[settings.number] = e164;
  for (const { argument, value } of settings.fixed) values[argument] = value;
  return { number: e164, values };
}

function isShortText(text: string, pattern: string, maxLength: number): boolean {
  if (text.length > maxLength || !isStorable(text)) return false;
  return pattern === "" || isFound(`^(?:${pattern})$`, text, true, new Work(PATTERN_WORK, "the pattern is too large"));
}

/** Throws what a visitor is told who is over a limit; not which one, since that would help whoever tries them out. */
function requireTaken({ outcome, seconds }: TakenRequest): void {
  if (outcome === "accepted") return;
  if (outcome === "replayed") throw failed();
  const code = outcome === "number" ? "rung_too_often" : "limit_reached";
  throw new PatchcordError(code, "This button has called as often as it may for now.", {
    headers: { "Retry-After": String(seconds ?? 60) },
  });
}

/** Codes that would tell a stranger something of a number: whether it is listed, premium, or was called by others. */
const OF_THE_NUMBER: readonly string[] = ["not_permitted", "country_not_allowed", "do_not_call", "rung_too_often"];
const PASSED_ON: readonly string[] = ["outside_calling_hours", "limit_reached", "queue_full"];

/** What a visitor may know of why no call was started; the rest is for the account's log of refused rings, and ours. */
function forVisitors(error: unknown, { id }: Button): PatchcordError {
  const code = isPatchcordError(error) ? error.code : "internal";
  if (OF_THE_NUMBER.includes(code))
    return new PatchcordError("not_permitted", "This number cannot be called from here.");
  if (isPatchcordError(error) && PASSED_ON.includes(code)) {
    const { headers } = error.details;
    return new PatchcordError(error.code, "No call can be made right now.", headers ? { headers } : {});
  }
  log.warn({ err: error, button: id }, "a button's call could not be started");
  return new PatchcordError("unavailable", "No call can be made right now.", { headers: { "Retry-After": "60" } });
}
