import type { Params } from "../../world/call";
import { notice } from "../../world/life";
import { newRecording } from "../../world/recording";
import { deliver } from "../../world/webhook";
import { Listener } from "../stage/input";
import { follow, number, type Perform, resolve, type Stage, unlessAborted } from "../stage/stage";

/** Records until a key, silence, or `maxLength`. */
export const record: Perform = async (stage, verb) => {
  const { carrier, call } = stage;
  const { finishOnKey = "1234567890*#", action, method, recordingStatusCallback } = verb.attributes;
  const timeout = number(verb, "timeout", 5);
  const started = carrier.clock.now();
  const maxLength = number(verb, "maxLength", 3600);
  const silence = { timeout, speechTimeout: timeout, maxSpeechTime: maxLength };
  const rules = { dtmf: true, speech: true, numDigits: 1, finishOnKey, keysAlways: true, ...silence };
  const listener = new Listener(call, carrier.clock, rules, () => {});
  carrier.phones.tell(call, "record", { max_length: maxLength });
  let words = false;
  const onSpeech = () => {
    words = true;
  };
  call.on("speech", onSpeech);
  const limit = carrier.clock.after(maxLength, () => listener.finish());
  try {
    listener.startSilence();
    notice(call, "record");
    const input = await unlessAborted(stage.signal, listener.heard);
    // Twilio throws an empty recording away and goes on.
    if (!words) return undefined;
    const recording = newRecording(call, Math.max(1, Math.round((carrier.clock.now() - started) / 1000)));
    if (recordingStatusCallback) report(stage, resolve(stage, recordingStatusCallback), recording);
    return follow(stage, action, method, { ...recording, Digits: input?.finishedOnKey ?? "" });
  } finally {
    limit.cancel();
    listener.stop();
    call.off("speech", onSpeech);
  }
};

function report({ carrier, call }: Stage, url: string, recording: Params): void {
  const { account } = call.request;
  const params = { AccountSid: account, CallSid: call.sid, ...recording, RecordingStatus: "completed" };
  void deliver(carrier, { account, url: new URL(url), method: "POST", params });
}
