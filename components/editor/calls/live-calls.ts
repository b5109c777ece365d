/** Where calls are now, as the server tells it. */
export type LiveChanges = { at: Record<string, string>; over: string[]; isMore: boolean };

/** `away`: the server cannot be reached, and what is shown is what was so before. */
export type LiveLink = "opening" | "live" | "away";

/** The steps of the calls that run now, outside React: who draws them is told of each change, and nothing renders for it. */
export type LiveCalls = {
  /** Each call's step, by the interaction. */
  at(): ReadonlyMap<string, string>;
  in(step: string): number;
  link(): LiveLink;
  /** There are more calls than are told of. */
  isMore(): boolean;
  subscribe(listener: () => void): () => void;
  /** All calls there are. */
  begin(changes: LiveChanges): void;
  move(changes: LiveChanges): void;
  lose(): void;
};

export function createLiveCalls(): LiveCalls {
  const at = new Map<string, string>();
  const counts = new Map<string, number>();
  let link: LiveLink = "opening";
  let isMore = false;
  const listeners = new Set<() => void>();
  const put = (id: string, step: string | null) => {
    const before = at.get(id);
    if (before !== undefined) counts.set(before, (counts.get(before) ?? 1) - 1);
    if (step === null) at.delete(id);
    else {
      at.set(id, step);
      counts.set(step, (counts.get(step) ?? 0) + 1);
    }
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const move = (changes: LiveChanges) => {
    for (const id of changes.over) put(id, null);
    for (const [id, step] of Object.entries(changes.at)) put(id, step);
    isMore = changes.isMore;
    link = "live";
    tell();
  };
  return {
    at: () => at,
    in: (step) => counts.get(step) ?? 0,
    link: () => link,
    isMore: () => isMore,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin: (changes) => move({ ...changes, over: [...at.keys()].filter((id) => !Object.hasOwn(changes.at, id)) }),
    move,
    lose() {
      link = "away";
      tell();
    },
  };
}

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 5000;
/** The server says every five seconds that it is there; a connection that is silent for longer than this is dead. */
const SILENT_MS = 12_000;

/** Keeps `calls` up to date by the server's events at an address, reconnecting by itself; ends by the function that it gives. */
export function followCalls(calls: LiveCalls, address: string): () => void {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | null = null;
  const after = (ms: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
  const heard = () => {
    failures = 0;
    after(SILENT_MS, lose);
  };
  const lose = () => {
    source?.close();
    calls.lose();
    after(Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++), connect);
  };
  const connect = () => {
    source?.close();
    const made = new EventSource(address);
    const on = (type: string, take: (changes: LiveChanges) => void) =>
      made.addEventListener(type, ({ data }: MessageEvent<string>) => {
        heard();
        take(JSON.parse(data) as LiveChanges);
      });
    on("calls", calls.begin);
    on("moved", calls.move);
    made.addEventListener("here", heard);
    made.onerror = lose;
    source = made;
    after(SILENT_MS, lose);
  };
  connect();
  window.addEventListener("offline", lose);
  window.addEventListener("online", connect);
  return () => {
    window.removeEventListener("offline", lose);
    window.removeEventListener("online", connect);
    clearTimeout(timer);
    source?.close();
  };
}
