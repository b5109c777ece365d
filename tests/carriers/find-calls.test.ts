import { expect, it } from "vitest";
import { adapterFor } from "@/server/carriers/adapters";

const [FROM, TO] = ["+12025550101", "+12025550120"];
const ACCOUNT = "AC00000000000000000000000000000001";
/** A carrier whose clock is an hour ahead of ours: only its own counts. */
const CARRIER_NOW = Math.floor(Date.now() / 1000) * 1000 + 3_600_000;
const SECONDS_AGO = 20;

type Listed = { ago?: number; direction?: string; parent?: string; status?: string; started?: boolean };

/** What the carrier's list answers: newest first, and nothing that has not started where a start time is asked for. */
function carrierWith(calls: Listed[], date: string | undefined) {
  const client = adapterFor("twilio", async ({ url }) => {
    const byStart = new URL(url).searchParams.has("StartTime>");
    const listed = calls.map(
      ({ ago = SECONDS_AGO, direction = "outbound-api", parent, status = "completed", started = true }, index) => {
        const moment = new Date(CARRIER_NOW - ago * 1000).toUTCString().replace("GMT", "+0000");
        return {
          ...{ sid: `CA${index}`, direction, status, from: FROM, to: TO, parent_call_sid: parent ?? null },
          ...{ date_created: moment, start_time: started ? moment : null },
        };
      },
    );
    const body = { calls: listed.filter(({ start_time }) => !byStart || start_time), page: 0, page_size: 50 };
    return { status: 200, headers: date === undefined ? {} : { date }, body: JSON.stringify(body) };
  })!;
  const row = {
    id: "c",
    kind: "twilio",
    baseUrl: "https://carrier.example",
    accountSid: ACCOUNT,
    apiKey: null,
    sharedKeys: [],
    tokens: ["token"],
  };
  return client.client(row);
}

const CASES: [name: string, call: Listed, found: boolean][] = [
  ["made when it was asked for", {}, true],
  ["three hours old", { ago: 3 * 3600 }, false],
  ["half a minute older than the attempt", { ago: SECONDS_AGO + 30 }, false],
  ["some seconds older than the attempt", { ago: SECONDS_AGO + 5 }, false],
  ["made while the carrier took long to answer", { ago: SECONDS_AGO - 9 }, true],
  ["made after the request was over", { ago: 1 }, false],
  ["still queued, so without a start time", { status: "queued", started: false }, true],
  ["inbound", { direction: "inbound" }, false],
  ["an agent's leg", { direction: "outbound-dial", parent: "CA9" }, false],
  ["dialled by a document of others", { direction: "outbound-dial" }, false],
];

it.each(CASES)("13.22 a listed call %s (%j) is taken: %s", async (_name, call, found) => {
  const client = carrierWith([call], new Date(CARRIER_NOW).toUTCString());
  const calls = await client.findCalls({ from: FROM, to: TO, secondsAgo: SECONDS_AGO });
  expect(calls.map(({ callId }) => callId)).toEqual(found ? ["CA0"] : []);
});

it("13.22 goes by our own clock where the carrier tells no date", async () => {
  const ours = (CARRIER_NOW - Date.now()) / 1000;
  const client = carrierWith([{ ago: SECONDS_AGO + ours }, { ago: SECONDS_AGO }], undefined);
  const calls = await client.findCalls({ from: FROM, to: TO, secondsAgo: SECONDS_AGO });
  expect(calls.map(({ callId }) => callId)).toEqual(["CA0"]);
});
