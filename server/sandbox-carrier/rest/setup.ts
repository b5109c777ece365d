import type { IncomingMessage } from "node:http";
import type { Account } from "../world/accounts";
import type { Carrier } from "../world/carrier";
import { notFound, RestError } from "./errors";

const ACCOUNT_PATH = /^\/2010-04-01\/Accounts\/(AC[0-9A-Za-z]+)(?:\/(IncomingPhoneNumbers|OutgoingCallerIds))?\.json$/;
const COUNTRY_PATH = /^\/v1\/DialingPermissions\/Countries\/([A-Z]{2})$/;

/**
 * How an account is set up: the Account, its IncomingPhoneNumbers and OutgoingCallerIds (2010-04-01), and the countries it may call
 * (Voice v1, which Twilio has on a host of its own). Undefined for other paths; throws the RestError that Twilio would answer.
 */
export function setupAnswer(
  carrier: Carrier,
  request: IncomingMessage,
  url: URL,
): { account: string; work: () => { status: number; body: unknown } } | undefined {
  const { authorization } = request.headers;
  const [ofAccount, sid = "", list] = ACCOUNT_PATH.exec(url.pathname) ?? [];
  const [ofCountry, iso = ""] = COUNTRY_PATH.exec(url.pathname) ?? [];
  if (!ofAccount && !ofCountry) return undefined;
  const { accounts } = carrier;
  const account = ofAccount ? accounts.authenticate(sid, authorization) : accounts.owner(authorization);
  // A standard API key does not see its account.
  const byKey = !signsInByToken(authorization);
  if (!account || (ofAccount && !list && byKey)) throw new RestError(401, 20003, "Authenticate");
  if (request.method !== "GET") throw new RestError(405, 20004, "Method not allowed");
  const body = () => {
    if (ofCountry) return country(account, iso);
    if (!list) return accountResource(account);
    const wanted = url.searchParams.get("PhoneNumber");
    return list === "IncomingPhoneNumbers" ? ownedNumbers(account, wanted, url) : callerIds(account, wanted, url);
  };
  return { account: account.sid, work: () => ({ status: 200, body: body() }) };
}

function signsInByToken(authorization = ""): boolean {
  return Buffer.from(authorization.slice("Basic ".length), "base64").toString("utf8").startsWith("AC");
}

function accountResource({ sid, type, status }: Account) {
  return {
    sid,
    friendly_name: "Sandbox",
    type,
    status,
    owner_account_sid: sid,
    uri: `/2010-04-01/Accounts/${sid}.json`,
  };
}

/** Twilio's filter is a pattern: a part of the number is enough. */
function matching(numbers: Iterable<string>, wanted: string | null): string[] {
  return [...numbers].filter((number) => !wanted || number.includes(wanted));
}

function ownedNumbers(account: Account, wanted: string | null, url: URL) {
  const numbers = account.numbers ?? (wanted ? [wanted] : []);
  const resources = matching(numbers, wanted).map((number, index) => ({
    sid: `PN${String(index).padStart(32, "0")}`,
    account_sid: account.sid,
    phone_number: number,
    friendly_name: number,
    capabilities: { voice: !account.numbersWithoutVoice.has(number), sms: false, mms: false, fax: false },
    status: "in-use",
  }));
  return page("incoming_phone_numbers", resources, url);
}

function callerIds(account: Account, wanted: string | null, url: URL) {
  const resources = matching(account.callerIds, wanted).map((number, index) => ({
    sid: `PN${String(index).padStart(32, "f")}`,
    account_sid: account.sid,
    phone_number: number,
    friendly_name: number,
  }));
  return page("outgoing_caller_ids", resources, url);
}

/** All on one page, in Twilio's paging envelope. */
function page(name: string, resources: object[], { pathname, search }: URL) {
  const uri = pathname + search;
  const last = Math.max(0, resources.length - 1);
  return {
    ...{ [name]: resources, page: 0, page_size: 50, start: 0, end: last },
    ...{ uri, first_page_uri: uri, next_page_uri: null, previous_page_uri: null },
  };
}

function country(account: Account, iso: string) {
  // Two letters that no country has.
  if (iso === "ZZ") throw notFound(`/v1/DialingPermissions/Countries/${iso}`);
  const prefix = account.closedCountries[iso];
  return {
    iso_code: iso,
    name: iso,
    continent: "",
    country_codes: prefix ? [prefix] : [],
    low_risk_numbers_enabled: prefix === undefined,
    high_risk_special_numbers_enabled: false,
    high_risk_tollfraud_numbers_enabled: false,
    url: `https://voice.twilio.com/v1/DialingPermissions/Countries/${iso}`,
    links: {},
  };
}
