import type { Call, Params } from "./call";

/** The parameters every webhook about a call carries. */
export function callParams(call: Call): Params {
  const { account, from, to, direction, parent } = call.request;
  return {
    CallSid: call.sid,
    AccountSid: account,
    From: from,
    To: to,
    Caller: from,
    Called: to,
    CallStatus: call.status,
    Direction: direction,
    ApiVersion: "2010-04-01",
    ...(parent && { ParentCallSid: parent.sid }),
    ...(call.answeredBy && { AnsweredBy: call.answeredBy }),
  };
}

/** RFC 2822, as Twilio writes every time: `Tue, 18 Aug 2026 10:00:00 +0000`. */
export function rfc2822(milliseconds: number): string {
  return new Date(milliseconds).toUTCString().replace("GMT", "+0000");
}
