import { createWriteStream, type WriteStream } from "node:fs";

export type LogEvent =
  | "create"
  | "ringing"
  | "answered"
  | "document"
  | "callback"
  | "bridged"
  | "ended"
  | "error"
  | "fault";

export interface LogRow {
  seq: number;
  at: string;
  event: LogEvent;
  call_sid?: string;
  parent?: string;
  account?: string;
  from?: string;
  to?: string;
  direction?: string;
  /** `create`: keys to press once answered. */
  send_digits?: string;
  /** `create` and `ringing`: the Url of the create request (or of the Number). `document` and `callback`: what was asked. */
  url?: string;
  status_callback?: string;
  /** Call status. */
  status?: string;
  /** Which status callback: initiated, ringing, answered, completed. */
  callback?: string;
  sequence?: number;
  /** HTTP status of the answer, 0 when there was none. */
  http?: number;
  attempts?: number;
  sip_code?: number;
  twiml?: string;
  with?: string;
  code?: number;
  message?: string;
  fault?: string;
}

const MAX_ROWS = 200_000;

/** The sandbox's own witness of what happened: appended to, never changed, and written by nobody else. */
export class CallLog {
  #rows: LogRow[] = [];
  #seq: number;
  #file: WriteStream | undefined;
  #unwritten = "";
  #now: () => number;

  constructor(now: () => number, file?: string, lastSeq = 0) {
    this.#now = now;
    this.#seq = lastSeq;
    if (file) this.#file = createWriteStream(file, { flags: "a", mode: 0o600 });
  }

  append(row: Omit<LogRow, "seq" | "at">): LogRow {
    const full: LogRow = { seq: ++this.#seq, at: new Date(this.#now()).toISOString(), ...row };
    this.#rows.push(full);
    // Cut in one piece of a tenth, so that dropping old rows costs nothing per row.
    if (this.#rows.length > MAX_ROWS * 1.1) this.#rows.splice(0, this.#rows.length - MAX_ROWS);
    if (this.#file) this.#write(full);
    return full;
  }

  /** Rows of one turn of the event loop go out in one write: at load, a write a row was the log's main cost. */
  #write(row: LogRow): void {
    if (!this.#unwritten) setImmediate(() => this.#flush());
    this.#unwritten += `${JSON.stringify(row)}\n`;
  }

  #flush(): void {
    if (this.#unwritten) this.#file?.write(this.#unwritten);
    this.#unwritten = "";
  }

  /** Rows after sequence `since`; with `to`, only legs to that number. */
  rows(since = 0, to?: string): LogRow[] {
    const first = this.#rows[0]?.seq ?? 1;
    const rows = this.#rows.slice(Math.max(0, since - first + 1));
    return to ? rows.filter((row) => row.to === to) : rows;
  }

  async close(): Promise<void> {
    this.#flush();
    const file = this.#file;
    if (file) await new Promise<void>((resolve) => file.end(resolve));
  }
}
