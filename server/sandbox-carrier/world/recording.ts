import type { Call, Params } from "./call";
import { newSid } from "./ids";

/** Parameters that report a recording. There is no audio, and nothing at the address. */
export function newRecording(call: Call, seconds: number): Params {
  const sid = newSid("RE");
  return {
    RecordingSid: sid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${call.request.account}/Recordings/${sid}`,
    RecordingDuration: String(seconds),
  };
}
