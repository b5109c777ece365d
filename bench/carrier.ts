import { createHmac, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";

type Form = Record<string, string>;

/** A call that has not ended by then counts as failed. */
const CALL_TIMEOUT_MS = 20_000;

/**
 * A minimal carrier: it places every call at once, answers, plays the announcement, forwards and hangs up, signs every request,
 * and reports the events that the product asked for. In memory and without waiting, so that only the product is measured.
 */
export class BenchCarrier {
  /** Milliseconds from a document's request to its response, and from an accepted start to the request for its call. */
  readonly documentTimes: number[] = [];
  readonly dialDelays: number[] = [];
  /** About how long a call rings, plays the announcement, and talks, each. 0: no pauses. */
  pauseMs = 0;
  private readonly firstSeenAt = new Map<string, number>();
  private readonly pool: Pool;
  private readonly waiting = new Map<string, (well: boolean) => void>();
  url = "";

  constructor(
    private readonly publicUrl: string,
    private readonly accountSid: string,
    private readonly token: string,
  ) {
    this.pool = new Pool(publicUrl, { connections: 256, pipelining: 1 });
  }

  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        const asked = new URLSearchParams(body);
        const form = Object.fromEntries(asked);
        this.noteDialDelay(form.To ?? "");
        const sid = `CA${randomBytes(16).toString("hex")}`;
        response.writeHead(201, { "content-type": "application/json" });
        response.end(JSON.stringify({ sid, status: "queued", to: form.To, from: form.From }));
        if (!form.Url) return;
        this.playCall(sid, form, asked.getAll("StatusCallbackEvent")).then(
          () => this.end(form.To ?? "", true),
          (error: unknown) => {
            console.error("a bench call broke:", error);
            this.end(form.To ?? "", false);
          },
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Resolves when the call to this number has ended: true if it ran to its end, false if it failed or never came. */
  ended(to: string): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(() => this.end(to, false), CALL_TIMEOUT_MS);
      this.waiting.set(to, (well) => {
        clearTimeout(late);
        resolve(well);
      });
    });
  }

  private end(to: string, well: boolean): void {
    this.waiting.get(to)?.(well);
    this.waiting.delete(to);
  }

  accepted(to: string): void {
    this.noteDialDelay(to);
  }

  /** Called at the start's response and at the request for its call, in either order; the second call notes the time between. */
  private noteDialDelay(to: string): void {
    const first = this.firstSeenAt.get(to);
    if (first === undefined) {
      this.firstSeenAt.set(to, performance.now());
      return;
    }
    this.dialDelays.push(performance.now() - first);
    this.firstSeenAt.delete(to);
  }

  private async playCall(sid: string, call: Form, events: string[]): Promise<void> {
    const base = {
      CallSid: sid,
      AccountSid: this.accountSid,
      From: call.From ?? "",
      To: call.To ?? "",
      Direction: "outbound-api",
      ApiVersion: "2010-04-01",
    };
    const status = async (CallStatus: string, SequenceNumber: number, more: Form = {}) => {
      if (!events.includes(eventOf(CallStatus))) return;
      await this.post(call.StatusCallback ?? "", {
        ...base,
        CallStatus,
        SequenceNumber: String(SequenceNumber),
        ...more,
      });
    };
    await status("initiated", 0);
    await status("ringing", 1);
    await this.pause();
    const [first] = await Promise.all([
      this.document(call.Url ?? "", { ...base, CallStatus: "in-progress" }),
      status("in-progress", 2),
    ]);
    let document = first;
    while (document.includes("<Redirect") || document.includes("<Dial")) {
      await this.pause();
      document = document.includes("<Dial")
        ? await this.forward(document, base)
        : await this.document(address(document, "Redirect"), { ...base, CallStatus: "in-progress" });
    }
    await status("completed", 3, { CallDuration: "1" });
  }

  private async forward(document: string, base: Form): Promise<string> {
    const leg = `CA${randomBytes(16).toString("hex")}`;
    const callback = /statusCallback="([^"]*)"/.exec(document)?.[1] ?? "";
    const events = /statusCallbackEvent="([^"]*)"/.exec(document)?.[1]?.split(" ") ?? ["completed"];
    for (const [index, CallStatus] of ["initiated", "ringing", "in-progress", "completed"].entries()) {
      if (!events.includes(eventOf(CallStatus))) continue;
      await this.post(unescaped(callback), {
        ...base,
        CallSid: leg,
        ParentCallSid: base.CallSid ?? "",
        CallStatus,
        SequenceNumber: String(index),
      });
    }
    const action = unescaped(/<Dial[^>]*action="([^"]*)"/.exec(document)?.[1] ?? "");
    return this.document(action, {
      ...base,
      CallStatus: "in-progress",
      DialCallStatus: "completed",
      DialCallSid: leg,
      DialBridged: "true",
    });
  }

  private async pause(): Promise<void> {
    // Between half and one and a half times as long, so that the calls do not run in step.
    const ms = this.pauseMs * (0.5 + Math.random());
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  private async document(url: string, form: Form): Promise<string> {
    const started = performance.now();
    const body = await this.post(url, form);
    this.documentTimes.push(performance.now() - started);
    return body;
  }

  private async post(address: string, form: Form): Promise<string> {
    const url = address.split("#")[0] as string;
    const signed = Object.keys(form)
      .sort()
      .reduce((text, name) => text + name + form[name], url);
    const signature = createHmac("sha1", this.token).update(signed).digest("base64");
    const { statusCode, body } = await this.pool.request({
      method: "POST",
      path: url.slice(this.publicUrl.length),
      headers: { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature },
      body: new URLSearchParams(form).toString(),
    });
    const text = await body.text();
    if (statusCode >= 300) throw new Error(`${url} answered ${statusCode}`);
    return text;
  }
}

/** The status callback event that reports a status. */
const eventOf = (status: string): string => (status === "in-progress" ? "answered" : status);

function address(document: string, verb: string): string {
  return unescaped(new RegExp(`<${verb}[^>]*>([^<]*)<`).exec(document)?.[1] ?? "");
}

function unescaped(text: string): string {
  return text.replaceAll("&amp;", "&");
}
