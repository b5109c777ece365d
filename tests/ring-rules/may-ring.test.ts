import parsePhoneNumber, { type CountryCode, getExampleNumber } from "libphonenumber-js/max";
import mobileExamples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { mayRing, type RingAccount, type RingHistory, type RingRequest } from "@/engine/ring-rules/may-ring";
import { type RingRules, ringRules } from "@/engine/ring-rules/rules";
import { OWN, ringAccount, SANDBOX } from "./account";

const AT = "2026-01-05T12:00:00.000Z";
const FRIEND = "+12025550120";

type Case = {
  rules?: unknown;
  account?: Partial<RingAccount>;
  request?: Partial<RingRequest>;
  history?: RingHistory;
};

function decide({ rules = {}, account = {}, request = {}, history = {} }: Case) {
  const facts = ringAccount(rules as Partial<RingRules>, account);
  return mayRing(facts, { from: OWN, to: FRIEND, at: AT, party: "contact", ...request }, history);
}
const codeOf = (one: Case): string => {
  const decision = decide(one);
  return decision === "allowed" ? decision : decision.code;
};

const listed = (...places: string[]) => ({ countries: { allow: "listed", places, confirmed: places } });
const ANY = { countries: { allow: "any" } };
const COUNTRIES = Object.keys(mobileExamples) as CountryCode[];

describe("each country's numbers", () => {
  /** Some countries share their mobile ranges with a bigger one, and their numbers count as that one's: +358 41 is of Finland. */
  const numbers = COUNTRIES.flatMap((example): [CountryCode, string][] => {
    const number = getExampleNumber(example, mobileExamples)?.number ?? "";
    const country = parsePhoneNumber(number)?.country;
    return country ? [[country, number]] : [];
  });

  it("are of more than two hundred countries", () => expect(numbers.length).toBeGreaterThan(200));

  it.each(numbers)("%s: %s may be rung where it is listed, and nowhere else", (country, to) => {
    const others = COUNTRIES.filter((one) => one !== country);
    expect(codeOf({ rules: listed(country), request: { to } })).toBe("allowed");
    expect(codeOf({ rules: listed(...others), request: { to } })).toBe("country_not_allowed");
    expect(codeOf({ rules: ANY, request: { to } })).toBe("allowed");
    expect(codeOf({ request: { to } })).toBe(country === "US" ? "allowed" : "country_not_allowed");
  });
});

/** What the number is, the number, and the place that has to be listed for it; null: it is never rung. */
const PLACES: [what: string, to: string, place: string | null][] = [
  ["Washington", "+12025550120", "US"],
  ["Toronto", "+14165550120", "CA"],
  ["Montreal", "+15145550120", "CA"],
  ["Puerto Rico", "+17872345678", "PR"],
  ["Puerto Rico, its other area", "+19392345678", "PR"],
  ["US Virgin Islands", "+13406421234", "VI"],
  ["Guam", "+16715551234", "GU"],
  ["American Samoa", "+16847331234", "AS"],
  ["Northern Marianas", "+16702345678", "MP"],
  ["Dominican Republic", "+18095551234", "DO"],
  ["Dominican Republic, its other areas", "+18295551234", "DO"],
  ["Jamaica", "+18762101234", "JM"],
  ["Jamaica, its other area", "+16582101234", "JM"],
  ["Bahamas", "+12423591234", "BS"],
  ["Barbados", "+12462501234", "BB"],
  ["Anguilla", "+12642351234", "AI"],
  ["Antigua", "+12684641234", "AG"],
  ["British Virgin Islands", "+12843001234", "VG"],
  ["Cayman Islands", "+13453231234", "KY"],
  ["Bermuda", "+14413701234", "BM"],
  ["Grenada", "+14734031234", "GD"],
  ["Turks and Caicos", "+16492311234", "TC"],
  ["Montserrat", "+16644923456", "MS"],
  ["Sint Maarten", "+17215205678", "SX"],
  ["Saint Lucia", "+17582845678", "LC"],
  ["Dominica", "+17672251234", "DM"],
  ["Saint Vincent", "+17844301234", "VC"],
  ["Trinidad", "+18682911234", "TT"],
  ["Saint Kitts", "+18697652917", "KN"],
  ["North American freephone", "+18005551212", "US"],
  ["North American personal numbers", "+15222345678", "US/personal"],
  ["North American premium rate", "+19002345678", null],
  ["pay per call in New York", "+12129761234", null],
  ["pay per call in the Bahamas", "+12429761234", null],
  ["Inmarsat", "+870773111632", "+870"],
  ["Globalstar and Iridium", "+8816512345678", "+881"],
  ["an international network", "+883510012345", "+883"],
  ["international freephone", "+80012345678", "+800"],
  ["international shared cost", "+80812345678", "+808"],
  ["international premium rate", "+979123456789", "+979"],
  ["British personal numbers", "+447012345678", "GB/personal"],
  ["British pagers", "+447640123456", "GB/pager"],
  ["Isle of Man", "+447624123456", "IM"],
  ["Jersey", "+447797712345", "JE"],
  ["Guernsey", "+447781123456", "GG"],
  ["London", "+442071234567", "GB"],
  ["British numbers for organisations", "+443001234567", "GB"],
  ["British service numbers", "+448451234567", null],
  ["British premium rate", "+449012345678", null],
  ["German freephone", "+498001234567", "DE"],
  ["German shared cost", "+491801234567", null],
  ["French premium rate", "+33899123456", null],
  ["Kazakhstan", "+77012345678", "KZ"],
  ["Russia", "+79161234567", "RU"],
  ["Christmas Island", "+61891641234", "CX"],
  ["Australia", "+61412345678", "AU"],
  ["Vatican", "+390669812345", "VA"],
  ["112 with a plus", "+112", null],
  ["911 with a plus", "+911", null],
  ["911 of North America", "+1911", null],
  ["999 of the United Kingdom", "+44999", null],
  ["112 of Germany", "+49112", null],
  ["000 of Australia", "+61000", null],
  ["a country code that does not exist", "+99912345678", null],
  ["an area code that does not exist", "+12005550140", null],
  ["too many digits", "+120255501401", null],
];

describe("where a number rings", () => {
  it.each(PLACES)("%s: %s is of %s", (_what, to, place) => {
    const request = { to };
    if (place === null) {
      for (const rules of [ANY, {}, listed("US", "GB", "DE", "FR")])
        expect(codeOf({ rules, request })).toBe("not_permitted");
      return;
    }
    expect(codeOf({ rules: listed(place), request })).toBe("allowed");
    const rest = ["US", "CA", "GB", "RU", "AU", "IT", "DE", "+881", "GB/personal"].filter((one) => one !== place);
    expect(["country_not_allowed", "not_permitted"]).toContain(codeOf({ rules: listed(...rest), request }));
  });

  it("is no part of a country that does not name it: own countries leave out what is named alone", () => {
    for (const to of ["+15222345678", "+8816512345678"])
      expect(codeOf({ request: { to } })).toBe("country_not_allowed");
  });

  it("holds for agents, too", () => {
    const request = { to: "+18095551234", party: "agent" } as const;
    expect(codeOf({ request })).toBe("country_not_allowed");
    expect(codeOf({ request: { ...request, to: "+19002345678" } })).toBe("not_permitted");
  });
});

const EARLIER = (...minutesAgo: number[]) => ({
  rings: minutesAgo.map((minutes) => new Date(Date.parse(AT) - minutes * 60_000).toISOString()),
  declined_at: null,
});
const REACHED = {
  ...({ scope: "account", unit: "day", most: 500 } as const),
  ...{ starts_at: "2026-01-05T00:00:00.000Z", ends_at: "2026-01-06T00:00:00.000Z" },
} as const;
const US_HOURS = [{ place: "US", days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", to: "21:00" }];

const RULES: [what: string, Case, expected: unknown][] = [
  ["a new account, its own country", {}, "allowed"],
  [
    "stopped",
    { account: { stopped: { reason: "fraud" } } },
    { code: "dialling_stopped", message: expect.stringContaining("(fraud)") },
  ],
  [
    "stopped without a reason",
    { account: { stopped: { reason: "" } } },
    { code: "dialling_stopped", message: "All dialling of this account is stopped." },
  ],
  ["stopped a moment ago", { history: { isStopped: true } }, { code: "dialling_stopped", message: expect.anything() }],
  [
    "sandbox only, at a carrier",
    { account: { sandboxOnly: true } },
    { code: "sandbox_only", message: expect.anything() },
  ],
  ["sandbox only, in the sandbox", { account: { sandboxOnly: true }, request: { from: SANDBOX } }, "allowed"],
  [
    "from a stranger's number",
    { request: { from: FRIEND } },
    { code: "not_permitted", message: expect.stringContaining("not a number of this account") },
  ],
  [
    "to its own number",
    { request: { to: SANDBOX } },
    { code: "not_permitted", message: expect.stringContaining("own numbers") },
  ],
  [
    "on the list",
    { history: { doNotCall: true } },
    { code: "do_not_call", message: `${FRIEND} is on the account's do-not-call list.` },
  ],
  [
    "on the list, an agent",
    { history: { doNotCall: true }, request: { party: "agent" } },
    { code: "do_not_call", message: expect.anything() },
  ],
  [
    "noon in London, 7 in Washington",
    { rules: { calling_hours: US_HOURS } },
    {
      code: "outside_calling_hours",
      message: expect.stringContaining("America/New_York"),
      until: "2026-01-05T13:00:00.000Z",
    },
  ],
  [
    "the same, said by the flow to be on Mars",
    { rules: { calling_hours: US_HOURS }, request: { zone: "Mars/Olympus" } },
    { code: "outside_calling_hours", message: expect.stringContaining("not known") },
  ],
  [
    "the same, said by the flow to be in London",
    { rules: { calling_hours: US_HOURS }, request: { zone: "Europe/London" } },
    "allowed",
  ],
  ["the same, an agent", { rules: { calling_hours: US_HOURS }, request: { party: "agent" } }, "allowed"],
  ["hours of another country", { rules: { calling_hours: [{ ...US_HOURS[0], place: "DE" }] } }, "allowed"],
  [
    "hours of every place",
    { rules: { calling_hours: [{ ...US_HOURS[0], place: "*" }] } },
    { code: "outside_calling_hours", message: expect.anything(), until: "2026-01-05T13:00:00.000Z" },
  ],
  [
    "its own line before every place's",
    {
      rules: {
        calling_hours: [
          { ...US_HOURS[0], place: "*" },
          { ...US_HOURS[0], from: "00:00" },
        ],
      },
    },
    "allowed",
  ],
  [
    "a satellite phone, whose time nobody knows",
    {
      rules: { ...listed("+881"), calling_hours: [{ ...US_HOURS[0], place: "*" }] },
      request: { to: "+8816512345678" },
    },
    { code: "outside_calling_hours", message: expect.stringContaining("not known") },
  ],
  [
    "freephone: all zones of +1, from Guam to Newfoundland",
    { rules: { calling_hours: US_HOURS }, request: { to: "+18005551212" } },
    { code: "outside_calling_hours", message: expect.stringMatching(/\d+ time zones/), until: expect.any(String) },
  ],
  ["rung twice within the hour", { history: { earlier: EARLIER(10, 50) } }, "allowed"],
  [
    "rung three times within the hour",
    { history: { earlier: EARLIER(10, 50, 59) } },
    { code: "rung_too_often", message: expect.anything(), until: "2026-01-05T12:01:00.000Z" },
  ],
  ["rung three times, the first an hour ago", { history: { earlier: EARLIER(10, 50, 60) } }, "allowed"],
  [
    "rung six times a day",
    { history: { earlier: EARLIER(61, 120, 180, 240, 300, 1439) } },
    { code: "rung_too_often", message: expect.anything(), until: "2026-01-05T12:01:00.000Z" },
  ],
  [
    "rung fifteen times a week",
    { history: { earlier: EARLIER(...Array.from({ length: 15 }, (_, nth) => 600 + nth * 660)) } },
    { code: "rung_too_often", message: expect.anything(), until: expect.any(String) },
  ],
  [
    "rung three times within the hour, an agent",
    { history: { earlier: EARLIER(1, 2, 3) }, request: { party: "agent" } },
    "allowed",
  ],
  [
    "rung three times within the hour, no limits",
    {
      rules: { per_number: { hour: null, day: null, week: null, pause_minutes: null } },
      history: { earlier: EARLIER(1, 2, 3) },
    },
    "allowed",
  ],
  [
    "declined five minutes ago",
    { history: { earlier: { rings: [], declined_at: "2026-01-05T11:55:00.000Z" } } },
    { code: "rung_too_often", message: expect.anything(), until: "2026-01-05T12:05:00.000Z" },
  ],
  [
    "declined ten minutes ago",
    { history: { earlier: { rings: [], declined_at: "2026-01-05T11:50:00.000Z" } } },
    "allowed",
  ],
  [
    "the account's day is full",
    { history: { reached: REACHED } },
    { code: "limit_reached", message: "This account may ring 500 times a day, and has.", until: REACHED.ends_at },
  ],
  [
    "the flow has as many calls as it may, and nobody knows until when",
    { history: { reached: { scope: "flow", unit: "calls", most: 3 } } },
    { code: "limit_reached", message: "This flow may have 3 calls at once, and has.", passes: true },
  ],
  [
    "the client's minutes of the day are used",
    { history: { reached: { scope: "client", unit: "minutes", most: 90, ends_at: REACHED.ends_at } } },
    {
      ...{ code: "limit_reached", until: REACHED.ends_at },
      message: "This API client may call 90 minutes a day, and has.",
    },
  ],
  [
    "the account's money of the day is spent",
    {
      history: { reached: { scope: "account", unit: "money", most: 20.5, ends_at: REACHED.ends_at, currency: "EUR" } },
    },
    {
      ...{ code: "limit_reached", until: REACHED.ends_at },
      message: "This account may spend 20.5 EUR a day, and this call would be more.",
    },
  ],
  [
    "a call whose price nobody knows",
    { history: { isUnpriced: true } },
    {
      code: "limit_reached",
      message: expect.stringMatching(
        /^What a call to \+\d+ costs is not known, and what calls may cost a day is limited\.$/,
      ),
    },
  ],
  [
    "first rule first: stopped before the list",
    { account: { stopped: { reason: "" } }, history: { doNotCall: true } },
    { code: "dialling_stopped", message: expect.anything() },
  ],
  [
    "first rule first: the country before the list",
    { request: { to: "+18095551234" }, history: { doNotCall: true } },
    { code: "country_not_allowed", message: "This account may not ring this country or network: Dominican Republic." },
  ],
];

describe("one rule after the other", () => {
  it.each(RULES)("%s", (_what, one, expected) => {
    expect(decide(one)).toEqual(expected);
    expect(decide(one), "the same again").toEqual(expected);
  });
});

describe("the rules themselves", () => {
  it.each([
    ["a place with a high risk, not confirmed", { countries: { allow: "listed", places: ["US", "LV"] } }, false],
    ["the same, confirmed", { countries: { allow: "listed", places: ["US", "LV"], confirmed: ["LV"] } }, true],
    ["a network, not confirmed", { countries: { allow: "listed", places: ["+881"] } }, false],
    ["a network that does not exist", { countries: { allow: "listed", places: ["+999"], confirmed: ["+999"] } }, false],
    ["no calls at once", { per_flow: { hour: null, day: null, calls: 0 } }, false],
    ["money with more than two decimals", { per_flow: { hour: null, day: null, money: 0.123 } }, false],
    ["limits of use", { per_client: { hour: null, day: null, calls: 3, minutes: 60, money: 12.34 } }, true],
    ["no country by a word", { countries: { allow: "listed", places: ["Germany"] } }, false],
    ["no ring at all", { per_number: { hour: 0, day: 6, week: 15, pause_minutes: null } }, false],
    [
      "a time that does not exist",
      { calling_hours: [{ place: "US", days: ["mon"], from: "08:00", to: "24:00" }] },
      false,
    ],
    ["nothing", {}, true],
    ["a word that no rule knows", { contries: {} }, false],
  ])("%s", (_what, rules, isTaken) => {
    expect(ringRules.safeParse(rules).success).toBe(isTaken);
  });
});
