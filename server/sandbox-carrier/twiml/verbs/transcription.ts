import type { Params, Speech } from "../../world/call";
import { rfc2822 } from "../../world/call-params";
import { newSid } from "../../world/ids";
import { deliver } from "../../world/webhook";
import type { Verb } from "../document/parse";
import { type Execution, resolveUrl, type VerbHandler } from "../execution/execution";

/** Real-time transcription, the least of it: started, one final line for everything said into this phone, stopped. */
export const start: VerbHandler = (execution, verb) => {
  for (const noun of verb.children) if (noun.name === "Transcription") startTranscription(execution, noun);
  return undefined;
};

export const stop: VerbHandler = (execution, verb) => {
  for (const noun of verb.children) {
    if (noun.name === "Transcription") execution.call.transcriptions.get(noun.attributes.name ?? "")?.();
  }
  return undefined;
};

function startTranscription(execution: Execution, noun: Verb): void {
  const { carrier, call } = execution;
  const { name = "", statusCallbackUrl, languageCode = "en-US", track = "both_tracks" } = noun.attributes;
  if (!statusCallbackUrl) return;
  const url = new URL(resolveUrl(execution, statusCallbackUrl));
  const sid = newSid("GT");
  const { account } = call.request;
  let sequence = 0;
  const report = (event: string, facts: Params = {}) => {
    const params: Params = {
      AccountSid: account,
      CallSid: call.sid,
      TranscriptionSid: sid,
      TranscriptionEvent: event,
      LanguageCode: languageCode,
      SequenceId: String(++sequence),
      Timestamp: rfc2822(carrier.clock.now()),
      ...facts,
    };
    void deliver(carrier, { account, url, method: "POST", params });
  };
  const onSpeech = ({ text, confidence }: Speech) => {
    if (track === "outbound_track") return;
    const data = JSON.stringify({ transcript: text, confidence });
    report("transcription-content", { Track: "inbound_track", Final: "true", TranscriptionData: data });
  };
  const finish = () => {
    if (!call.transcriptions.delete(name)) return;
    call.off("speech", onSpeech);
    report("transcription-stopped");
  };
  call.transcriptions.set(name, finish);
  call.on("speech", onSpeech);
  call.once("ended", finish);
  report("transcription-started");
}
