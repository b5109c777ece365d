import { createHmac, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";

type Form = Record<string, string>;

/** A call that has not ended by then counts as failed. */
const PATIENCE_MS = 20_000;

/**
 * The least a carrier can be: places every call at once, answers, hears the announcement, forwards, hangs up; signs
 * every request, and reports the events it was asked for. In memory and without waiting, so that what is measured is us.
 */
export class BenchCarrier {
  /** Milliseconds from a document's request to its answer, and from an accept to the request for its call. */
  readonly documents: number[] = [];
  readonly toDial: number[] = [];
  /** How long a call rings, hears the announcement, and talks: each about this long. 0: nothing but work for us. */
  pauseMs = 0;
  private readonly at = new Map<string, number>();
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
        this.seen(form.To ?? "");
        const sid = `CA${randomBytes(16).toString("hex")}`;
        response.writeHead(201, { "content-type": "application/json" });
        response.end(JSON.stringify({ sid, status: "queued", to: form.To, from: form.From }));
        if (!form.Url) return;
        this.live(sid, form, asked.getAll("StatusCallbackEvent")).then(
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

  /** Resolves when the call to this number has ended: true if well, false if it broke or nobody ever asked for it. */
  ended(to: string): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(() => this.end(to, false), PATIENCE_MS);
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
    this.seen(to);
  }

  /** The accept's answer and the request for the call come in either order: whichever is second tells how far apart. */
  private seen(to: string): void {
    const first = this.at.get(to);
    if (first === undefined) {
      this.at.set(to, performance.now());
      return;
    }
    this.toDial.push(performance.now() - first);
    this.at.delete(to);
  }

  private async live(sid: string, call: Form, events: string[]): Promise<void> {
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
      await this.post(plain(callback), {
        ...base,
        CallSid: leg,
        ParentCallSid: base.CallSid ?? "",
        CallStatus,
        SequenceNumber: String(index),
      });
    }
    const action = plain(/<Dial[^>]*action="([^"]*)"/.exec(document)?.[1] ?? "");
    return this.document(action, {
      ...base,
      CallStatus: "in-progress",
      DialCallStatus: "completed",
      DialCallSid: leg,
      DialBridged: "true",
    });
  }

  private async pause(): Promise<void> {
    // Half as long to half as long again: people do not pick up and listen in step.
    const ms = this.pauseMs * (0.5 + Math.random());
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  }

  private async document(url: string, form: Form): Promise<string> {
    const started = performance.now();
    const body = await this.post(url, form);
    this.documents.push(performance.now() - started);
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

/** The event that a status is reported by. */
const eventOf = (status: string): string => (status === "in-progress" ? "answered" : status);

function address(document: string, verb: string): string {
  return plain(new RegExp(`<${verb}[^>]*>([^<]*)<`).exec(document)?.[1] ?? "");
}

function plain(text: string): string {
  return text.replaceAll("&amp;", "&");
}
