import type { Call } from "./call";

/** Ended calls are forgotten, oldest first, beyond this many. */
const MAX_CALLS = 50_000;

/** Every call the sandbox knows, with the indexes its hot paths need. */
export class Calls {
  #bySid = new Map<string, Call>();
  #byAccount = new Map<string, Call[]>();
  #byTo = new Map<string, Call[]>();
  #liveByNumber = new Map<string, Set<Call>>();

  get size(): number {
    return this.#bySid.size;
  }

  add(call: Call): void {
    const { account, to } = call.request;
    this.#bySid.set(call.sid, call);
    append(this.#byAccount, account, call);
    append(this.#byTo, `${account} ${to}`, call);
    if (call.live) {
      const live = this.#liveByNumber.get(to) ?? new Set();
      this.#liveByNumber.set(to, live.add(call));
    }
    if (this.#bySid.size > MAX_CALLS) this.#forgetOldest();
  }

  get(account: string, sid: string): Call | undefined {
    const call = this.#bySid.get(sid);
    return call?.request.account === account ? call : undefined;
  }

  find(sid: string): Call | undefined {
    return this.#bySid.get(sid);
  }

  /** Oldest first. `to` narrows by index, the reconciling list of the application always gives it. */
  ofAccount(account: string, to?: string): readonly Call[] {
    return (to ? this.#byTo.get(`${account} ${to}`) : this.#byAccount.get(account)) ?? [];
  }

  /** Legs that are ringing, waiting or talking at a number. */
  liveAt(number: string, account?: string): Call[] {
    const live = [...(this.#liveByNumber.get(number) ?? [])];
    return account ? live.filter((call) => call.request.account === account) : live;
  }

  live(): Call[] {
    return [...this.#liveByNumber.values()].flatMap((calls) => [...calls]);
  }

  ended(call: Call): void {
    const live = this.#liveByNumber.get(call.request.to);
    live?.delete(call);
    if (live?.size === 0) this.#liveByNumber.delete(call.request.to);
  }

  #forgetOldest(): void {
    for (const call of this.#bySid.values()) {
      if (call.live) continue;
      const { account, to } = call.request;
      this.#bySid.delete(call.sid);
      drop(this.#byAccount, account, call);
      drop(this.#byTo, `${account} ${to}`, call);
      return;
    }
  }
}

function append(index: Map<string, Call[]>, key: string, call: Call): void {
  const calls = index.get(key);
  if (calls) calls.push(call);
  else index.set(key, [call]);
}

/** The forgotten call is the oldest ended one, so it stands at or near the front. */
function drop(index: Map<string, Call[]>, key: string, call: Call): void {
  const calls = index.get(key);
  const at = calls?.indexOf(call) ?? -1;
  if (at >= 0) calls?.splice(at, 1);
  if (calls?.length === 0) index.delete(key);
}
