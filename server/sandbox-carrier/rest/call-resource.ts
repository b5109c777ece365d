import type { Call } from "../world/call";
import { rfc2822 } from "../world/call-params";

const time = (milliseconds: number | undefined) => (milliseconds === undefined ? null : rfc2822(milliseconds));

/** Twilio has no REST status for `initiated`: until it rings, a call reads `queued`. */
export const restStatus = (call: Call) => (call.status === "initiated" ? "queued" : call.status);

/** The Call resource in the shape of Twilio's 2010-04-01 API. */
export function callResource(call: Call) {
  const { account, from, to, direction, parent } = call.request;
  const uri = `/2010-04-01/Accounts/${account}/Calls/${call.sid}`;
  return {
    sid: call.sid,
    date_created: time(call.createdAt),
    date_updated: time(call.updatedAt),
    parent_call_sid: parent?.sid ?? null,
    account_sid: account,
    to,
    to_formatted: to,
    from,
    from_formatted: from,
    phone_number_sid: null,
    status: restStatus(call),
    start_time: time(call.startedAt),
    end_time: time(call.endedAt),
    duration: call.live ? null : String(call.duration),
    price: null,
    price_unit: "USD",
    direction,
    answered_by: call.answeredBy ?? null,
    annotation: null,
    api_version: "2010-04-01",
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: "0",
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: {
      events: `${uri}/Events.json`,
      notifications: `${uri}/Notifications.json`,
      recordings: `${uri}/Recordings.json`,
    },
  };
}
