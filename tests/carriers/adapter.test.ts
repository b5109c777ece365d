import { describe, expect, it } from "vitest";
import { adapterFor } from "@/server/carriers/adapters";
import { type HttpRequest, type HttpResponse, markNotSent } from "@/server/ports/http";
import type { CallStatus, CarrierAudioVerb, CarrierRow, CarrierVerb } from "@/server/ports/voice";

const row: CarrierRow = {
  id: "c",
  kind: "sandbox",
  baseUrl: "https://carrier.example/base",
  accountSid: "AC00000000000000000000000000000001",
  tokens: ["token"],
  apiKey: null,
  sharedKeys: [],
};
const call = {
  from: "+12025550101",
  to: "+12025550120",
  ringSeconds: 15,
  timeLimitSeconds: 14_400,
  detectMachine: true,
  addresses: { answer: "https://p/a", status: "https://p/s", fallback: "https://p/f" },
};
const turn = {
  next: "https://p/1.1/next",
  forward: "https://p/1.1/forward",
  leg: "https://p/1.1/leg",
  whisper: "https://p/1.1/whisper",
  accept: "https://p/1.1/accept",
};

function adapter(answer: (request: HttpRequest) => HttpResponse | Error) {
  const requests: HttpRequest[] = [];
  const made = adapterFor("sandbox", async (request) => {
    requests.push(request);
    const answered = answer(request);
    if (answered instanceof Error) throw answered;
    return answered;
  })!;
  return { made, client: made.client(row), requests };
}
const refuse = (status: number, code?: number): HttpResponse => ({
  status,
  headers: {},
  body: JSON.stringify({ code, message: "no", status }),
});
const network = (code: string) => Object.assign(new Error(code), { code });

describe("asking for a call", () => {
  const outcomes: [string, HttpResponse | Error, object][] = [
    [
      "201",
      { status: 201, headers: {}, body: '{"sid": "CA1", "status": "queued"}' },
      { result: "placed", callId: "CA1" },
    ],
    ...[21201, 21211, 21214, 21217, 13223, 13224, 13226].map((code): [string, HttpResponse, object] => [
      `${code}`,
      refuse(400, code),
      { result: "refused", dialResult: "invalid_number", code },
    ]),
    ...[21210, 21212, 21213, 13214].map((code): [string, HttpResponse, object] => [
      `${code}`,
      refuse(400, code),
      { result: "refused", dialResult: "failed", fault: { code: "caller_id_rejected" } },
    ]),
    ...[21215, 13227, 32205, 21216, 13225, 21219].map((code): [string, HttpResponse, object] => [
      `${code}`,
      refuse(400, code),
      { result: "refused", fault: { code: "not_permitted" } },
    ]),
    ...[20003, 20005, 70051].map((code): [string, HttpResponse, object] => [
      `${code}`,
      refuse(401, code),
      { result: "refused", fault: { code: "carrier_auth" } },
    ]),
    [
      "an unknown 4xx",
      refuse(400, 99999),
      { result: "refused", dialResult: "failed", fault: { code: "carrier_fault" } },
    ],
    ["429", refuse(429, 20429), { result: "not_processed" }],
    ["a refused connection", network("ECONNREFUSED"), { result: "not_processed" }],
    ["a name that does not resolve", network("ENOTFOUND"), { result: "not_processed" }],
    ["500", refuse(500), { result: "unknown" }],
    ["503", refuse(503), { result: "unknown" }],
    ["a reset connection", network("ECONNRESET"), { result: "unknown" }],
    ["a time-out", new DOMException("too late", "TimeoutError"), { result: "unknown" }],
    ["a garbled 201", { status: 201, headers: {}, body: "<html>" }, { result: "unknown" }],
    ["a 201 that names no call", { status: 201, headers: {}, body: "{}" }, { result: "unknown" }],
    [
      "an address the guard refuses",
      network("ADDRESS_REFUSED"),
      { result: "refused", fault: { code: "carrier_address" } },
    ],
  ];
  it.each(outcomes)("%s", async (_name, answer, expected) => {
    const { client, requests } = adapter(() => answer);
    expect(await client.createCall(call)).toMatchObject(expected);
    expect(requests, "never asked twice").toHaveLength(1);
  });

  const proxy = (status: number, headers: Record<string, string> = {}): HttpResponse => ({
    ...{ status, headers, body: "<html>" },
  });
  const [date, soon] = ["Mon, 05 Jan 2026 10:00:00 GMT", "Mon, 05 Jan 2026 10:01:30 GMT"];
  const known: [string, HttpResponse | Error, object][] = [
    [
      "13.23 too many calls at a time",
      refuse(400, 10004),
      { result: "not_processed", reason: /refusing calls for now \(10004\)/ },
    ],
    ["13.23 its rate, with another status", refuse(400, 20429), { result: "not_processed", reason: /\(20429\)/ }],
    [
      "13.23 429 of a proxy",
      proxy(429),
      { result: "not_processed", reason: /refusing calls for now \(429\)/, wait: null },
    ],
    ["13.23 Retry-After in seconds", proxy(429, { "retry-after": "30" }), { result: "not_processed", wait: 30 }],
    ["13.23 Retry-After as a date", proxy(429, { date, "retry-after": soon }), { result: "not_processed", wait: 90 }],
    [
      "13.23 a Retry-After that is none",
      proxy(429, { "retry-after": "soon" }),
      { result: "not_processed", wait: null },
    ],
    ["13.24 500", refuse(500), { result: "unknown", reason: /HTTP 500\): no$/ }],
    ["13.24 503 with a code", refuse(503, 20503), { result: "unknown", reason: /HTTP 503, code 20503\): no$/ }],
    [
      "13.24 a redirect",
      proxy(301),
      { result: "unknown", reason: /leads elsewhere \(HTTP 301\)\. Check the base URL/ },
    ],
    ["13.24 a page with 200", proxy(200), { result: "unknown", reason: /not a carrier of this kind \(HTTP 200\)/ }],
    ["13.24 a page with 201", proxy(201), { result: "unknown", reason: /not a carrier of this kind \(HTTP 201\)/ }],
    ["13.24 a proxy that gave up waiting", proxy(408), { result: "unknown", reason: /HTTP 408/ }],
    ["13.24 a proxy whose client left", proxy(499), { result: "unknown", reason: /HTTP 499/ }],
    ["13.24 a proxy that lets nobody in", proxy(403), { result: "refused", fault: /HTTP 403/ }],
    [
      "13.24 401",
      refuse(401, 20003),
      { result: "refused", fault: /^The carrier does not take the credentials\. Check/ },
    ],
    ["13.24 401 of a proxy", proxy(401), { result: "refused", fault: /^The carrier does not take the credentials/ }],
    ["13.24 no answer", new DOMException("x", "TimeoutError"), { result: "unknown", reason: /did not answer in time/ }],
    ["13.24 a connection that broke", network("ECONNRESET"), { result: "unknown", reason: /failed \(ECONNRESET\)/ }],
    [
      "13.24 a certificate that nobody vouches for",
      markNotSent(network("DEPTH_ZERO_SELF_SIGNED_CERT")),
      { result: "not_processed", reason: /certificate is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/ },
    ],
    [
      "13.24 TLS against a plain port",
      markNotSent(network("ERR_SSL_WRONG_VERSION_NUMBER")),
      { result: "not_processed", reason: /No secure connection .*\(ERR_SSL_WRONG_VERSION_NUMBER\)/ },
    ],
    [
      "13.24 a handshake that broke off after the request",
      network("ERR_SSL_WRONG_VERSION_NUMBER"),
      { result: "unknown", reason: /No secure connection/ },
    ],
  ];
  it.each(known)("%s is told in our words, with its code", async (_name, answer, expected) => {
    const { client } = adapter(() => answer);
    const created = await client.createCall(call);
    const { result, reason, fault, retryAfterSeconds } = {
      reason: "",
      fault: null,
      retryAfterSeconds: null,
      ...created,
    };
    const wait = retryAfterSeconds === null ? null : Math.round(retryAfterSeconds);
    const wanted: Record<string, unknown> = { wait: null, ...expected };
    expect({ result, reason, fault: fault?.message, wait }).toMatchObject(
      Object.fromEntries(
        Object.entries(wanted).map(([name, value]) => [
          name,
          value instanceof RegExp ? expect.stringMatching(value) : value,
        ]),
      ),
    );
  });

  it("sends what the carrier needs to the row's own address", async () => {
    const { client, requests } = adapter(() => ({ status: 201, headers: {}, body: '{"sid": "CA1"}' }));
    await client.createCall(call);
    const [request] = requests;
    expect(request?.url).toBe(
      "https://carrier.example/base/2010-04-01/Accounts/AC00000000000000000000000000000001/Calls.json",
    );
    const form = new URLSearchParams(request?.body);
    expect(Object.fromEntries(form)).toMatchObject({
      To: call.to,
      From: call.from,
      Url: "https://p/a#rc=2&rp=5xx,ct,rt&rt=4000",
      StatusCallback: "https://p/s#rc=5&rp=4xx,5xx,ct,rt",
      Timeout: "15",
      TimeLimit: "14400",
      MachineDetection: "Enable",
      FallbackUrl: "https://p/f",
      Method: "POST",
    });
  });

  it.each([
    ["the account's token", null, "AC00000000000000000000000000000001:token"],
    ["13.28 the API key, where there is one", { id: "SK1", secret: "hush" }, "SK1:hush"],
  ])("signs in by %s", async (_name, apiKey, credentials) => {
    const { made, requests } = adapter(() => ({ status: 201, headers: {}, body: '{"sid": "CA1"}' }));
    await made.client({ ...row, apiKey }).createCall(call);
    const [request] = requests;
    expect(request?.headers?.authorization).toBe(`Basic ${Buffer.from(credentials).toString("base64")}`);
    expect(request?.url).toContain("/Accounts/AC00000000000000000000000000000001/");
  });

  it.each([
    [true, ["initiated", "ringing", "answered", "completed"]],
    // The document fetch says it too.
    [false, ["initiated", "ringing", "completed"]],
  ])("asks for the events it reads (machine detection: %s)", async (detectMachine, events) => {
    const { client, requests } = adapter(() => ({ status: 201, headers: {}, body: '{"sid": "CA1"}' }));
    await client.createCall({ ...call, detectMachine });
    expect(new URLSearchParams(requests[0]?.body).getAll("StatusCallbackEvent")).toEqual(events);
  });
});

describe("what a call's end means", () => {
  const ends: [CallStatus, number | null, string][] = [
    ["busy", 486, "busy"],
    ["busy", 603, "busy"],
    ["no_answer", null, "no_answer"],
    ["canceled", 487, "no_answer"],
    ...[404, 410, 484, 604].map((sip): [CallStatus, number, string] => ["failed", sip, "invalid_number"]),
    ...[408, 480].map((sip): [CallStatus, number, string] => ["failed", sip, "no_answer"]),
    ["failed", 486, "busy"],
    ["failed", 503, "failed"],
    ["failed", null, "failed"],
  ];
  it.each(ends)("a dial: %s with SIP %s is %s", (status, sip, result) => {
    expect(adapter(() => refuse(500)).made.classifyEnd(status, sip).result).toBe(result);
  });
  const forwards: [CallStatus | null, number | null, string][] = [
    ["no_answer", null, "no_answer"],
    ["busy", 486, "no_answer"],
    ["canceled", null, "no_answer"],
    ["completed", null, "no_answer"],
    ["failed", 404, "invalid_number"],
    // Caller id and geography refused look the same.
    ["failed", null, "failed"],
    ["failed", 480, "no_answer"],
    ["failed", 486, "no_answer"],
    ["failed", 503, "failed"],
    [null, null, "failed"],
  ];
  it.each(forwards)("a forward that joined nobody: %s with SIP %s is %s", (status, sip, result) => {
    expect(adapter(() => refuse(500)).made.classifyForward(status, sip).result).toBe(result);
  });
});

describe("rendering", () => {
  const render = (verbs: CarrierVerb[]) => adapter(() => refuse(500)).made.render(verbs, turn);
  const say = (text: string): CarrierVerb => ({ verb: "say", text, language: "en-US" });

  it("says, then comes back", () => {
    const text = render([say("Hello"), { verb: "continue" }]);
    expect(text).toContain(
      '<Response><Say language="en-US" voice="Polly.Joanna">Hello</Say><Redirect method="POST">https://p/1.1/next#rc=2&amp;rp=5xx,ct,rt&amp;rt=4000</Redirect></Response>',
    );
  });
  it("escapes whatever a variable brought in", () => {
    const text = render([say('</Say><Dial>+19005551212</Dial> & "quotes"')]);
    expect(text).not.toContain("<Dial>");
    expect(text).toContain("&lt;/Say&gt;&lt;Dial&gt;");
  });
  it("13.6 is well-formed XML whatever its texts and attributes hold", () => {
    const { made } = adapter(() => refuse(500));
    const dirty = "a\0b\u0007c\u000bd\u001be\uffff\ud83df\ude00";
    const audio: CarrierAudioVerb[] = [
      { verb: "say", text: dirty, language: dirty, voice: dirty },
      { verb: "play", url: dirty },
    ];
    const gather: CarrierVerb = {
      ...{ verb: "gather", input: "digits_or_speech", prompt: audio, timeout_seconds: 5, finish_key: "" },
      ...{ language: dirty, hints: [dirty] },
    };
    const forward = { verb: "forward", to: dirty, caller_id: dirty, ring_seconds: 30, whisper: audio } as const;
    const documents = [
      made.render([...audio, gather], turn),
      made.render([forward], turn),
      made.render([{ verb: "conference", room: dirty }], turn),
      made.renderWhisper(forward, turn),
      made.renderWhisper({ ...forward, accept_key: "1" }, turn),
    ];
    for (const document of documents)
      expect(document).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+$/u);
    expect(documents[0]).toContain("abc de");
  });
  it("forwards with the chosen caller id and the leg's own callback", () => {
    const text = render([{ verb: "forward", to: "+12025550130", caller_id: "+12025550101", ring_seconds: 30 }]);
    for (const part of [
      'callerId="+12025550101"',
      'timeout="30"',
      'answerOnBridge="true"',
      'statusCallback="https://p/1.1/leg#',
      'statusCallbackEvent="answered completed"',
      ">+12025550130</Number>",
    ])
      expect(text).toContain(part);
  });
  it("follows every gather with the way for no input", () => {
    const text = render([
      {
        verb: "gather",
        input: "digits",
        prompt: [say("Press")],
        timeout_seconds: 5,
        max_digits: 1,
        finish_key: "",
      } as CarrierVerb,
    ]);
    expect(text).toMatch(/<Gather [^>]*finishOnKey=""[^>]*>.*<\/Gather><Redirect/);
  });
  it("splits a long Say below the carrier's limit, at words, losing none", () => {
    const words = "héllo wörld ".repeat(240).trim();
    const parts = [...render([say(words)]).matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)].map((match) => match[1] as string);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(encodeURIComponent(part).length).toBeLessThanOrEqual(4500);
    expect(parts.join(" ")).toBe(words);
  });
});
