import { plainTexts } from "@/engine/plain-text";
import type { Http } from "../../ports/http";
import type { VoiceAdapter } from "../../ports/voice";
import { CAPABILITIES } from "./capabilities";
import { classifyEnd, classifyForward } from "./classify";
import { client } from "./client";
import { parse } from "./parse";
import { render, renderFallback, renderHold } from "./render";
import { verify } from "./verify";
import { renderJoin, renderWhisper } from "./whisper";

/** The adapter for a carrier row's kind, or null for a kind that does not speak this dialect. */
export function twilioAdapter(kind: string, http: Http): VoiceAdapter | null {
  const capabilities = CAPABILITIES[kind];
  if (!capabilities) return null;
  const { speech, whisper } = capabilities;
  return {
    capabilities: { speech, whisper },
    verify,
    parse: (request) => parse(request, capabilities),
    // Every text and attribute of a document comes in here, so this makes each document well-formed XML.
    render: (verbs, turn, part = 0) => render(plainTexts(verbs), turn, capabilities, part),
    renderWhisper: (forward, turn, part = 0) => renderWhisper(plainTexts(forward), turn, capabilities, part),
    renderJoin,
    renderHold: (seconds, address) => renderHold(seconds, address, capabilities),
    renderFallback,
    client: (row) => client(row, capabilities, http),
    classifyEnd,
    classifyForward,
    contentType: "text/xml; charset=utf-8",
  };
}
