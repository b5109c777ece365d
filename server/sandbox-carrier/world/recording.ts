import type { Call, Params } from "./call";
import { newSid } from "./ids";

/** What is told of a recording. No sound exists: the address leads nowhere. */
export function newRecording(call: Call, seconds: number): Params {
  const sid = newSid("RE");
  return {
    RecordingSid: sid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${call.request.account}/Recordings/${sid}`,
    RecordingDuration: String(seconds),
  };
}
