import type { CallEvent, PhoneEvent } from "./phone-event";
import { lineOf, type TranscriptLine } from "./transcript-line";

export type PhoneCall = {
  id: string;
  number: string;
  from: string;
  /** The call that this one was made for; null for the customer's call. */
  parent: string | null;
  phase: "ringing" | "live";
  with: string | null;
  /** The input that the flow waits for. */
  expects: { keys: boolean; speech: boolean } | null;
  /** The user has muted its ringing. */
  muted: boolean;
  /** When the phase began, in ms by the browser's clock. */
  since: number;
};

export type CallDocument = { id: number; at: string; number: string; text: string };

export type PhoneState = {
  link: "connecting" | "on" | "away";
  calls: Record<string, PhoneCall>;
  lines: TranscriptLine[];
  documents: CallDocument[];
  count: number;
};

export type PhoneAction =
  | { do: "linked"; link: PhoneState["link"] }
  | { do: "happened"; event: PhoneEvent; now: number }
  | { do: "ignored"; call: string }
  | { do: "cleared" };

export const SILENT: PhoneState = { link: "connecting", calls: {}, lines: [], documents: [], count: 0 };

const MAX_LINES = 400;
const MAX_DOCUMENTS = 40;

/** The reducer of all phones' state, by the events of the stream. */
export function phones(state: PhoneState, action: PhoneAction): PhoneState {
  if (action.do === "linked") return { ...state, link: action.link };
  if (action.do === "cleared") return { ...state, lines: [], documents: [] };
  if (action.do === "ignored") return changeCall(state, action.call, { muted: true });
  const { event, now } = action;
  if (event.type === "snapshot") return { ...state, link: "on", calls: fromSnapshot(state, event.calls, now) };
  return withTranscript(withCallEvent(state, event, now), event);
}

type Snapshot = Extract<PhoneEvent, { type: "snapshot" }>;

function fromSnapshot({ calls }: PhoneState, live: Snapshot["calls"], now: number): Record<string, PhoneCall> {
  return Object.fromEntries(
    live
      .filter(({ status }) => status === "ringing" || status === "in-progress")
      .map((call) => {
        const phase = call.status === "ringing" ? "ringing" : "live";
        const known = calls[call.call_sid];
        const { call_sid: id, number, from, with: partner, parent_call_sid } = call;
        const fresh = {
          id,
          number,
          from,
          parent: parent_call_sid ?? null,
          phase,
          with: partner,
          expects: null,
        } as const;
        return [id, { ...fresh, muted: known?.muted ?? false, since: known?.phase === phase ? known.since : now }];
      }),
  );
}

function withCallEvent(state: PhoneState, event: CallEvent, now: number): PhoneState {
  const id = event.call_sid;
  if (event.type === "ringing") {
    const { number, from, parent_call_sid } = event;
    const call = {
      id,
      number,
      from,
      parent: parent_call_sid ?? null,
      phase: "ringing",
      with: null,
      expects: null,
      muted: false,
      since: now,
    } as const;
    return { ...state, calls: { ...state.calls, [id]: call } };
  }
  if (event.type === "ended") {
    const { [id]: over, ...calls } = state.calls;
    return { ...state, calls };
  }
  if (event.type === "answered") return changeCall(state, id, { phase: "live", since: now });
  if (event.type === "bridged") return changeCall(state, id, { with: event.with, expects: null });
  if (event.type === "gather") return changeCall(state, id, { expects: { keys: event.dtmf, speech: event.speech } });
  if (event.type === "twiml") return changeCall(state, id, { expects: null });
  return state;
}

function changeCall(state: PhoneState, id: string, change: Partial<PhoneCall>): PhoneState {
  const call = state.calls[id];
  return call ? { ...state, calls: { ...state.calls, [id]: { ...call, ...change } } } : state;
}

function withTranscript(state: PhoneState, event: CallEvent): PhoneState {
  const count = state.count + 1;
  if (event.type === "twiml") {
    const document = { id: count, at: event.at, number: event.number, text: event.twiml };
    return { ...state, count, documents: [...state.documents, document].slice(-MAX_DOCUMENTS) };
  }
  const line = lineOf(event, count);
  return line ? { ...state, count, lines: [...state.lines, line].slice(-MAX_LINES) } : state;
}
