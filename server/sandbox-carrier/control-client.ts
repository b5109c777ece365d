import type { AccountSettings } from "./world/accounts";
import type { LogRow } from "./world/call-log";
import type { Callee, CalleeInput } from "./world/callee";
import type { ClockState } from "./world/clock";
import type { Fault, FaultInput } from "./world/faults";
import type { PhoneEvent } from "./world/phones";

export interface LiveCall {
  call_sid: string;
  parent: string | null;
  account: string;
  from: string;
  to: string;
  direction: string;
  status: string;
  with: string | null;
}

export interface PhoneResult {
  done: boolean;
  call_sid?: string;
  status?: string;
}

/** Selects a call at a number; needed only if there may be several. */
export interface CallSelector {
  call_sid?: string;
}

/** Whose phones are meant; without it, everybody's. */
export interface Owner {
  sid: string;
  token: string;
}

export interface PhoneEvents extends AsyncIterable<PhoneEvent> {
  close(): void;
}

/** Typed client of the control API. Every method throws where the sandbox answers with an error. */
export class SandboxControl {
  readonly url: string;
  #secret: string;

  constructor(url: string, secret: string) {
    this.url = url;
    this.#secret = secret;
  }

  putAccount(sid: string, settings: AccountSettings) {
    return this.#ask<{ sid: string }>("PUT", `/accounts/${sid}`, settings);
  }

  /** `number`: E.164, or `default` for every number without a callee of its own. */
  putCallee(number: string, callee: CalleeInput) {
    return this.#ask<Callee>("PUT", `/callees/${encodeURIComponent(number)}`, callee);
  }

  callees() {
    return this.#ask<Record<string, Callee>>("GET", "/callees");
  }

  addFault(fault: FaultInput) {
    return this.#ask<Fault>("POST", "/faults", fault);
  }

  faults() {
    return this.#ask<Fault[]>("GET", "/faults");
  }

  clearFaults() {
    return this.#ask<Fault[]>("DELETE", "/faults");
  }

  clock() {
    return this.#ask<ClockState>("GET", "/clock");
  }

  /** Moves the clock; resolves once every timer due by then has fired and the webhooks it sent are answered. */
  advance(seconds: number) {
    return this.#ask<ClockState>("POST", "/clock/advance", { seconds });
  }

  log(since = 0, to?: string) {
    const query = new URLSearchParams({ since: String(since), ...(to && { to }) });
    return this.#ask<LogRow[]>("GET", `/log?${query}`);
  }

  calls() {
    return this.#ask<LiveCall[]>("GET", "/calls");
  }

  answer(number: string, which: CallSelector = {}) {
    return this.#phone(number, "answer", which);
  }

  decline(number: string, which: CallSelector = {}) {
    return this.#phone(number, "decline", which);
  }

  hangUp(number: string, which: CallSelector = {}) {
    return this.#phone(number, "hang_up", which);
  }

  keypad(number: string, digits: string, which: CallSelector = {}) {
    return this.#phone(number, "keypad", { ...which, digits });
  }

  speak(number: string, text: string, which: CallSelector & { confidence?: number } = {}) {
    return this.#phone(number, "speak", { ...which, text });
  }

  async health(): Promise<boolean> {
    const response = await fetch(`${this.url}/sandbox/health`);
    return response.ok;
  }

  /** Opens test phones: `numbers` are on until `close()`. The first event is the snapshot. */
  async phones(numbers: string[], owner?: Owner): Promise<PhoneEvents> {
    const query = new URLSearchParams({ numbers: numbers.join(",") });
    const abort = new AbortController();
    const response = await fetch(`${this.url}/sandbox/phones/events?${query}`, {
      headers: {
        Authorization: `Bearer ${this.#secret}`,
        ...(owner && { "Sandbox-Account": `Basic ${btoa(`${owner.sid}:${owner.token}`)}` }),
      },
      signal: abort.signal,
    });
    if (!response.ok || !response.body) throw new Error(`sandbox: HTTP ${response.status}`);
    const events = parseEvents(response.body);
    return { close: () => abort.abort(), [Symbol.asyncIterator]: () => events };
  }

  #phone(number: string, action: string, body: object) {
    return this.#ask<PhoneResult>("POST", `/phones/${encodeURIComponent(number)}/${action}`, body);
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/sandbox${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#secret}`, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`sandbox: ${method} ${path}: HTTP ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

async function* parseEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<PhoneEvent> {
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const data = block.split("\n").find((line) => line.startsWith("data: "));
        if (data) yield JSON.parse(data.slice(6)) as PhoneEvent;
      }
    }
  } catch (error) {
    // `close()` aborts the request, which only ends the iteration.
    if (!(error instanceof Error && error.name === "AbortError")) throw error;
  }
}
