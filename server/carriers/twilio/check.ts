import { cutText } from "@/engine/cut-text";
import type { CarrierCheck, CarrierRow, CarrierUse } from "../../ports/voice";
import { isRefusedAuth } from "./classify";
import { type HttpClient, type Official, signedInByToken } from "./signed-in";

/** So many numbers, and so many countries, are asked for; an account's calls share the carrier's limit of requests. */
const MAX_ASKED = 20;
const AT_ONCE = 5;
/** Nothing is asked any more once a check has taken this long; what is under way has the time-outs of its requests. */
const ASK_WITHIN_MS = 15_000;
const MAX_REASON_LENGTH = 200;

type Found = Pick<CarrierCheck, "state" | "message" | "advice">;
type Question = Pick<CarrierCheck, "check" | "of"> & { ask: () => Promise<Found> };

/**
 * Checks a row's credentials and its account, and then, where the carrier answers at all, each number and country by itself: one
 * that cannot be asked is `unknown`, and the others still tell. `official` makes the row's requests. Never throws.
 */
export async function check(
  row: CarrierRow,
  official: Official,
  httpClient: HttpClient,
  { numbers, countries }: CarrierUse,
): Promise<CarrierCheck[]> {
  const until = Date.now() + ASK_WITHIN_MS;
  const [{ found, goOn }, account] = await Promise.all([
    credentials(row, official),
    accountChecks(row, row.apiKey ? signedInByToken(row, httpClient) : official),
  ]);
  const first: CarrierCheck[] = [{ check: "credentials", of: null, ...found }, ...account];
  if (!goOn) {
    const message = "Not asked, since the carrier takes no requests of this row.";
    const notAsked = { of: null, state: "unknown", message, advice: null } as const;
    return [...first, { check: "number", ...notAsked }, { check: "country", ...notAsked }];
  }
  const questions = [
    ...numbers.slice(0, MAX_ASKED).map(
      (e164): Question => ({
        check: "number",
        of: e164,
        ask: () => numberAt(official, e164),
      }),
    ),
    ...countries.slice(0, MAX_ASKED).map(
      (iso): Question => ({
        check: "country",
        of: iso,
        ask: () => countryAt(official, iso),
      }),
    ),
  ];
  return [
    ...first,
    ...(numbers.length === 0 ? [NO_NUMBERS] : []),
    ...(await answers(questions, until)),
    ...notAsked("number", numbers.length - MAX_ASKED),
    ...notAsked("country", countries.length - MAX_ASKED),
  ];
}

const NO_NUMBERS: CarrierCheck = {
  ...{ check: "number", of: null, state: "warning" },
  message: "No number calls through this carrier yet.",
  advice: "Add one under Admin > Numbers, and test again.",
};

function notAsked(check: "number" | "country", rest: number): CarrierCheck[] {
  if (rest <= 0) return [];
  const message = `${rest} more ${rest === 1 ? "was" : "were"} not asked: a test asks for ${MAX_ASKED} at most.`;
  return [{ check, of: null, state: "unknown", message, advice: "Look at the others in the carrier's console." }];
}

/** The questions' answers in their order; a few are asked at once. */
async function answers(questions: Question[], until: number): Promise<CarrierCheck[]> {
  const found: CarrierCheck[] = [];
  const waiting = [...questions.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, { check, of, ask }] = next;
      found[place] = { check, of, ...(Date.now() > until ? TOO_LATE : await ask().catch(unknown)) };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return found;
}

const TOO_LATE: Found = {
  state: "unknown",
  message: "Not asked, since the carrier answered too slowly.",
  advice: "Test again later.",
};

/** Whether the carrier takes the row's requests; `goOn`: it makes sense to ask more. */
async function credentials(row: CarrierRow, official: Official): Promise<{ found: Found; goOn: boolean }> {
  try {
    await official.calls.list({ limit: 1, pageSize: 1 });
    const by = row.apiKey ? "this API key" : "these credentials";
    return { found: ok(`The carrier is there and takes ${by}.`), goOn: true };
  } catch (error) {
    return credentialsFailure(error, row);
  }
}

function credentialsFailure(error: unknown, row: CarrierRow): { found: Found; goOn: boolean } {
  const { status, code, name } = error as Failure;
  const { host } = new URL(row.baseUrl);
  if (code === "ADDRESS_REFUSED")
    return stop(
      `${host} lies in a network that carriers must not be in.`,
      "Check the base URL. An operator can allow the network with OUTBOUND_ALLOW.",
    );
  if (status === undefined && (typeof code === "string" || name === "TimeoutError"))
    return stop(
      `${host} cannot be reached (${name === "TimeoutError" ? "no answer" : code}).`,
      "Check the base URL, and whether this server may send requests to the internet.",
    );
  if (status === undefined || status < 300)
    return stop(`${host} does not answer as this kind of carrier does.`, "Check the base URL and the kind.");
  if (!isRefusedAuth(typeof code === "number" ? code : null, status)) return { found: unknown(error), goOn: true };
  return row.apiKey
    ? stop(
        "The carrier refused this API key.",
        "Check the account, the key and its secret. The key must belong to this account and may read and create calls.",
      )
    : stop("The carrier refused these credentials.", "Check the account and the token.");
}

function stop(message: string, advice: string) {
  return { found: fault(message, advice), goOn: false };
}

/** The account's state, as its token sees it; with an API key also whether that token, which signs webhooks, is right. */
async function accountChecks(row: CarrierRow, byToken: Official): Promise<CarrierCheck[]> {
  try {
    const { status, type } = await byToken.api.v2010.accounts(row.accountSid).fetch();
    const token: Found = ok("This is the token that the carrier signs its webhooks with.");
    return [
      ...(row.apiKey ? [{ check: "token", of: null, ...token } as const] : []),
      { check: "account", of: null, ...accountState(status, type) },
    ];
  } catch (error) {
    const { status, code } = error as Failure;
    const account: CarrierCheck = { check: "account", of: null, ...unknown(error) };
    if (!row.apiKey || !isRefusedAuth(typeof code === "number" ? code : null, status ?? 0)) return [account];
    const token = fault(
      "The carrier refused this token, which it signs its webhooks with: every one of them would get 403.",
      "Enter the account's own auth token beside the API key.",
    );
    return [{ check: "token", of: null, ...token }, account];
  }
}

function accountState(status: string, type: string): Found {
  if (status === "suspended" || status === "closed")
    return fault(`The account is ${status}: it places no calls.`, "Ask the carrier why, or use another account.");
  if (status !== "active")
    return { state: "unknown", message: "The carrier does not say how the account stands.", advice: null };
  if (type !== "Trial") return ok("The account is active.");
  return {
    state: "warning",
    message: "It is a trial account: it calls only numbers that are verified there, and plays an announcement first.",
    advice: "Upgrade it in the carrier's console before you call customers, or verify the numbers you try it with.",
  };
}

async function numberAt(official: Official, e164: string): Promise<Found> {
  // The carrier's filter is a pattern, so that longer numbers match as well.
  const exactly = ({ phoneNumber }: { phoneNumber: string }) => phoneNumber === e164;
  const search = { phoneNumber: e164, limit: MAX_ASKED };
  const owned = (await official.incomingPhoneNumbers.list(search)).find(exactly);
  if (owned)
    return owned.capabilities.voice
      ? ok("The account owns it, and it has voice.")
      : fault("The account owns it, but it has no voice.", "Take one with voice: calls from this one are refused.");
  if ((await official.outgoingCallerIds.list(search)).some(exactly)) return ok("It is a verified caller id.");
  return fault(
    "The account neither owns this number nor has it verified: calls from it are refused.",
    "Buy it or verify it in the carrier's console, or give it to another carrier under Admin > Numbers.",
  );
}

async function countryAt(official: Official, iso: string): Promise<Found> {
  const { lowRiskNumbersEnabled } = await official.voice.v1.dialingPermissions.countries(iso).fetch();
  if (lowRiskNumbersEnabled === true) return ok("The account may call there.");
  if (lowRiskNumbersEnabled !== false)
    return { state: "unknown", message: "The carrier does not say whether the account may call there.", advice: null };
  return fault(
    "The account may not call there: such calls are refused.",
    "Switch the country on in the carrier's console, under the voice geographic permissions.",
  );
}

type Failure = { status?: number; code?: unknown; name?: string; message?: string };

function unknown(error: unknown): Found {
  const { status, code, name, message } = error as Failure;
  const said = message ? `: ${cutText(message, MAX_REASON_LENGTH)}` : "";
  if (status === undefined) {
    const why = name === "TimeoutError" ? "no answer" : typeof code === "string" ? code : "an answer that is none";
    return { state: "unknown", message: `The carrier could not be asked (${why}).`, advice: "Test again later." };
  }
  const advice =
    status === 401 || status === 403
      ? "These credentials may not read this. Look in the carrier's console."
      : status === 404
        ? "This carrier does not tell it here. Look in its console."
        : "Test again later.";
  return { state: "unknown", message: `The carrier answered with HTTP ${status}${said}`, advice };
}

function ok(message: string): Found {
  return { state: "ok", message, advice: null };
}

function fault(message: string, advice: string): Found {
  return { state: "fault", message, advice };
}
