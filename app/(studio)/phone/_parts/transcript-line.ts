import type { CallEvent } from "./phone-event";

export type TranscriptLine = {
  id: number;
  at: string;
  /** The call that it belongs to: the customer's, also for what happens on the agent's leg. */
  call: string;
  number: string;
  /** Who acts: the flow, or the person at the phone; `call` for an event of the call itself. */
  by: "flow" | "person" | "call";
  text: string;
  bad: boolean;
};

const ENDED: Record<string, string> = {
  completed: "call ended",
  busy: "was busy or declined",
  "no-answer": "did not answer",
  failed: "could not be reached",
  canceled: "stopped ringing",
};

/** An event's line in the transcript; null if the event has none. */
export function lineOf(event: CallEvent, id: number): TranscriptLine | null {
  const line = textOf(event);
  const { at, number, call_sid, parent_call_sid } = event;
  return line && { id, at, number, call: parent_call_sid ?? call_sid, bad: false, ...line };
}

function textOf(event: CallEvent): (Pick<TranscriptLine, "by" | "text"> & { bad?: boolean }) | null {
  switch (event.type) {
    case "ringing":
      return { by: "call", text: "rings" };
    case "answered":
      return { by: "call", text: "answered" };
    case "say":
      return { by: "flow", text: event.text };
    case "play":
      return { by: "flow", text: event.url ? `(plays ${event.url})` : `(sends the keys ${event.digits ?? ""})` };
    case "gather":
      return {
        by: "call",
        text: `waits for ${[event.dtmf && "keys", event.speech && "words"].filter(Boolean).join(" or ")}`,
      };
    case "record":
      return { by: "call", text: "is being recorded" };
    case "keypad":
      return { by: "person", text: `(presses ${event.digits})` };
    case "transcript":
      // The partner's event has the same words: only the speaker's is shown.
      return event.speaker === "self" ? { by: "person", text: event.text } : null;
    case "bridged":
      // Both calls report it: only the first call's event is shown.
      return event.parent_call_sid ? null : { by: "call", text: `joined with ${event.with}` };
    case "ended": {
      const sip = event.sip_code ? ` (SIP ${event.sip_code})` : "";
      return { by: "call", text: `${ENDED[event.status] ?? event.status}${sip}` };
    }
    case "error":
      return { by: "call", text: `${event.message} (${event.code})`, bad: true };
    case "twiml":
      return null;
  }
}
