/** The types of the stream's events; the first event is always a snapshot. */
export const EVENTS = [
  "snapshot",
  "ringing",
  "answered",
  "say",
  "play",
  "gather",
  "record",
  "keypad",
  "bridged",
  "transcript",
  "twiml",
  "error",
  "ended",
] as const;

type SnapshotCall = {
  call_sid: string;
  number: string;
  from: string;
  status: string;
  with: string | null;
  parent_call_sid?: string;
};

type OfCall = { at: string; number: string; from: string; call_sid: string; parent_call_sid?: string };

export type CallEvent = OfCall &
  (
    | { type: "ringing" | "answered" }
    | { type: "say"; text: string; language: string }
    | { type: "play"; url?: string; digits?: string }
    | { type: "gather"; dtmf: boolean; speech: boolean }
    | { type: "record" }
    | { type: "keypad"; digits: string }
    | { type: "bridged"; with: string }
    | { type: "transcript"; speaker: "self" | "partner"; text: string }
    | { type: "twiml"; twiml: string }
    | { type: "error"; code: number; message: string }
    | { type: "ended"; status: string; sip_code?: number }
  );

export type PhoneEvent = { type: "snapshot"; at: string; calls: SnapshotCall[] } | CallEvent;
