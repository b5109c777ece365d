import { Pool } from "undici";
import { BenchCarrier } from "./carrier";
import { keepBusy, percentiles } from "./keep-busy";

/**
 * The load generator, a process of its own that is both the website and the carrier. The bench sends it requests over the IPC
 * channel, and gets figures back.
 */
export type LoadRequest =
  | {
      do: "requests";
      url: string;
      method: "GET" | "POST";
      /** `{number}` in it becomes a different phone number for each request. */
      body?: string;
      headers?: Record<string, string>;
      inFlight: number;
      seconds: number;
      status: number;
    }
  | { do: "carrier"; publicUrl: string; accountSid: string; token: string }
  | { do: "calls"; flow: string; bearer: string; inFlight: number; seconds: number; pauseMs: number };

let carrier: BenchCarrier | undefined;
let publicUrl = "";
let numbered = 0;

process.on("message", async (ask: LoadRequest) => {
  process.send?.(await answer(ask));
});

async function answer(ask: LoadRequest): Promise<unknown> {
  if (ask.do === "carrier") {
    publicUrl = ask.publicUrl;
    carrier = new BenchCarrier(ask.publicUrl, ask.accountSid, ask.token);
    await carrier.listen();
    return carrier.url;
  }
  if (ask.do === "requests") return requests(ask);
  return calls(ask);
}

async function requests({
  url,
  method,
  body,
  headers,
  inFlight,
  seconds,
  status,
}: Extract<LoadRequest, { do: "requests" }>) {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections: inFlight, pipelining: 1 });
  const result = await keepBusy(inFlight, seconds, async () => {
    const own = body?.replace("{number}", number);
    const response = await pool.request({ method, path: pathname + search, body: own, headers });
    await response.body.dump();
    return response.statusCode === status;
  });
  await pool.close();
  return result;
}

async function calls({ flow, bearer, inFlight, seconds, pauseMs }: Extract<LoadRequest, { do: "calls" }>) {
  const at = carrier;
  if (!at) throw new Error("There is no carrier yet.");
  const pool = new Pool(publicUrl, { connections: inFlight, pipelining: 1 });
  const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
  at.documentTimes.length = 0;
  at.dialDelays.length = 0;
  at.pauseMs = pauseMs;
  const result = await keepBusy(inFlight, seconds, async () => {
    const to = number();
    const ended = at.ended(to);
    const body = JSON.stringify({ contact_1: to, contact_2: "+12025550130" });
    const response = await pool.request({ method: "POST", path: `/api/flows/${flow}/interactions`, headers, body });
    await response.body.dump();
    if (response.statusCode !== 202) return false;
    at.accepted(to);
    return ended;
  });
  await pool.close();
  return { ...result, documents: percentiles(at.documentTimes), toDial: percentiles(at.dialDelays) };
}

/** A different valid number for every call, so that the carrier can tell calls apart: +1 202 200 0000 and up. */
function number(): string {
  numbered += 1;
  return `+1202${String(2_000_000 + (numbered % 7_000_000)).padStart(7, "0")}`;
}
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
