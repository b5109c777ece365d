import { runCall } from "../twiml/run";
import type { Account } from "../world/accounts";
import type { Call, DocumentRequest, Method } from "../world/call";
import { placeCall } from "../world/call-lifecycle";
import type { Carrier } from "../world/carrier";
import { isE164 } from "../world/phone-number";
import { areDigitsToSend, sendDigitsThen } from "../world/send-digits";
import { RestError } from "./errors";

const badRequest = (code: number, message: string) => new RestError(400, code, message);

/** Twilio's magic numbers for tests. */
const MAGIC_TO = new Map<string, [number, string]>([
  ["+15005550001", [21211, "is not a valid phone number"]],
  ["+15005550002", [21214, "cannot be reached"]],
  ["+15005550003", [21215, "is in a region this account may not call"]],
  ["+15005550004", [21216, "is blocked for this account"]],
  ["+15005550009", [21214, "cannot receive calls"]],
]);
const MAGIC_FROM = new Map<string, [number, string]>([
  ["+15005550001", [21212, "is not a valid phone number"]],
  ["+15005550007", [21210, "is not owned by or verified for this account"]],
  ["+15005550008", [21611, "has too many queued messages"]],
]);

/** Creates a call. Throws the RestError that Twilio would answer. */
export function createCall(carrier: Carrier, account: Account, form: URLSearchParams): Call {
  if (!carrier.accounts.allowCall(account, carrier.clock.now())) {
    throw new RestError(429, 20429, "Too Many Requests: calls per second exceeded");
  }
  if (account.status !== "active") throw new RestError(401, 20005, `Account is not active: ${account.status}`);
  const to = checkTo(account, form.get("To"));
  const from = checkFrom(account, form.get("From"));
  const document = documentOf(form);
  const statusCallback = form.get("StatusCallback");
  const fallback = form.get("FallbackUrl");
  const events = form.getAll("StatusCallbackEvent").flatMap((event) => event.split(/[\s,]+/));
  return placeCall(
    carrier,
    {
      account: account.sid,
      to,
      from,
      direction: "outbound-api",
      document,
      ...(fallback && { fallback: { url: checkUrl(fallback, "FallbackUrl"), method: method(form, "FallbackMethod") } }),
      ...(statusCallback && {
        statusCallback: {
          url: checkUrl(statusCallback, "StatusCallback"),
          method: method(form, "StatusCallbackMethod"),
          events: new Set(events.length > 0 ? events : ["completed"]),
        },
      }),
      timeout: seconds(form, "Timeout", 60, 600),
      timeLimit: seconds(form, "TimeLimit", 14_400, 86_400),
      ...sendDigitsOf(form),
      ...detectionOf(form),
    },
    { answered: (call) => sendDigitsThen(carrier, call, () => runCall(carrier, call, document)) },
  );
}

function checkTo(account: Account, to: string | null): string {
  if (!to) throw badRequest(21201, "No 'To' number is specified");
  const magic = MAGIC_TO.get(to);
  if (magic) throw badRequest(magic[0], `The phone number you are attempting to call, ${to}, ${magic[1]}.`);
  if (!isE164(to)) throw badRequest(21211, `The phone number you are attempting to call, ${to}, is not valid.`);
  const closed = Object.values(account.closedCountries).some((prefix) => to.startsWith(prefix));
  if (closed) throw badRequest(21215, `Account not authorized to call ${to}. Check its geographic permissions.`);
  if (account.type === "Trial" && !account.callerIds.has(to))
    throw badRequest(21219, `The number ${to} is unverified. Trial accounts may only make calls to verified numbers.`);
  return to;
}

function checkFrom(account: Account, from: string | null): string {
  if (!from) throw badRequest(21213, "No 'From' number is specified");
  const magic = MAGIC_FROM.get(from);
  if (magic) throw badRequest(magic[0], `The source phone number provided, ${from}, ${magic[1]}.`);
  if (!isE164(from)) throw badRequest(21212, `The From phone number ${from} is not a valid phone number.`);
  const owned = !account.numbers || account.numbers.has(from);
  if (!account.callerIds.has(from) && (!owned || account.numbersWithoutVoice.has(from))) {
    throw badRequest(21210, `The source phone number provided, ${from}, is not yet verified for your account.`);
  }
  return from;
}

/** `Twiml` wins over `Url`, as at Twilio. */
export function documentOf(form: URLSearchParams): DocumentRequest {
  const twiml = form.get("Twiml");
  if (twiml) return { twiml, method: "POST" };
  const url = form.get("Url");
  if (!url) throw badRequest(21205, "Url parameter is required.");
  return { url: checkUrl(url, "Url"), method: method(form, "Method") };
}

function checkUrl(url: string, name: string): string {
  const parsed = URL.parse(url);
  const web = parsed?.protocol === "http:" || parsed?.protocol === "https:";
  if (!web) throw badRequest(name === "StatusCallback" ? 21609 : 21205, `${name} is not a valid URL: ${url}`);
  return url;
}

function method(form: URLSearchParams, name: string): Method {
  const value = (form.get(name) ?? "POST").toUpperCase();
  if (value !== "GET" && value !== "POST") throw badRequest(21403, `${name} must be GET or POST: ${value}`);
  return value;
}

function seconds(form: URLSearchParams, name: string, standard: number, most: number): number {
  const value = form.get(name);
  if (value === null) return standard;
  if (!/^\d+$/.test(value)) throw badRequest(20001, `${name} must be a whole number of seconds: ${value}`);
  return Math.min(most, Number(value));
}

function sendDigitsOf(form: URLSearchParams) {
  const digits = form.get("SendDigits");
  if (!digits) return {};
  if (!areDigitsToSend(digits)) throw badRequest(21206, `SendDigits is not valid: ${digits}`);
  return { sendDigits: digits };
}

function detectionOf(form: URLSearchParams) {
  const mode = form.get("MachineDetection");
  if (!mode || mode === "none") return {};
  if (mode !== "Enable" && mode !== "DetectMessageEnd")
    throw badRequest(20001, `MachineDetection is not valid: ${mode}`);
  return { detection: { mode, timeout: seconds(form, "MachineDetectionTimeout", 30, 59) } };
}
