import type { Params } from "../../world/call";
import { triggerScript } from "../../world/call-lifecycle";
import { newRecording } from "../../world/recording";
import { deliver } from "../../world/webhook";
import {
  type Execution,
  goTo,
  numberAttribute,
  resolveUrl,
  unlessAborted,
  type VerbHandler,
} from "../execution/execution";
import { InputCollector } from "../execution/input-collector";

/** Records until a key, silence, or `maxLength`. */
export const record: VerbHandler = async (execution, verb) => {
  const { carrier, call } = execution;
  const { finishOnKey = "1234567890*#", action, method, recordingStatusCallback } = verb.attributes;
  const timeout = numberAttribute(verb, "timeout", 5);
  const started = carrier.clock.now();
  const maxLength = numberAttribute(verb, "maxLength", 3600);
  const silence = { timeout, speechTimeout: timeout, maxSpeechTime: maxLength };
  const rules = { dtmf: true, speech: true, numDigits: 1, finishOnKey, keysAlways: true, ...silence };
  const listener = new InputCollector(call, carrier.clock, rules, () => {});
  carrier.phones.notify(call, "record", { max_length: maxLength });
  let words = false;
  const onSpeech = () => {
    words = true;
  };
  call.on("speech", onSpeech);
  const limit = carrier.clock.after(maxLength, () => listener.finish());
  try {
    listener.startSilence();
    triggerScript(call, "record");
    const input = await unlessAborted(execution.signal, listener.input);
    // Twilio throws an empty recording away and goes on.
    if (!words) return undefined;
    const recording = newRecording(call, Math.max(1, Math.round((carrier.clock.now() - started) / 1000)));
    if (recordingStatusCallback) reportRecording(execution, resolveUrl(execution, recordingStatusCallback), recording);
    return goTo(execution, action, method, { ...recording, Digits: input?.finishedOnKey ?? "" });
  } finally {
    limit.cancel();
    listener.stop();
    call.off("speech", onSpeech);
  }
};

function reportRecording({ carrier, call }: Execution, url: string, recording: Params): void {
  const { account } = call.request;
  const params = { AccountSid: account, CallSid: call.sid, ...recording, RecordingStatus: "completed" };
  void deliver(carrier, { account, url: new URL(url), method: "POST", params });
}
