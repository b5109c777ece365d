"use client";
import { CopyButton } from "@/components/ui/copy-button";
import { duration } from "@/components/ui/duration";
import { Fact, Facts } from "@/components/ui/facts";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { ATTEMPT_STATUS, CALL_STATUS } from "./call-status";
import type { Detail } from "./detail";
import { Legs } from "./legs";
import { RefusedRings } from "./refused-rings";

type Attempt = Detail["attempts"][number];

export function Attempts({ attempts, legs, refused }: Pick<Detail, "attempts" | "legs" | "refused">) {
  return (
    <Panel title="Calls" aside={<span className="text-label text-quiet">{attempts.length + legs.length}</span>} flush>
      {attempts.length === 0 ? <p className="p-4 text-quiet">Nobody was called.</p> : null}
      <ul>
        {attempts.map((attempt) => (
          <li key={attempt.id} className="space-y-3 border-line border-t px-4 py-3 first:border-t-0">
            <AttemptHead attempt={attempt} />
            <AttemptFacts attempt={attempt} />
          </li>
        ))}
      </ul>
      {legs.length > 0 ? <Legs legs={legs} /> : null}
      {refused.length > 0 ? <RefusedRings refused={refused} /> : null}
    </Panel>
  );
}

function AttemptHead({
  attempt: { from, to, status, callStatus, error, purpose, decision, visitTry },
}: {
  attempt: Attempt;
}) {
  return (
    <div>
      <h3 className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{purpose === "callback_agent" ? "Agent" : "Contact"}</span>{" "}
        <Mono className="text-work">{to}</Mono>
        <span className="text-label text-quiet">
          from <Mono>{from}</Mono>
          {visitTry === null ? "" : ` · try ${visitTry}`}
        </span>
      </h3>
      <p className="text-quiet">
        {ATTEMPT_STATUS[status] ?? status}
        {callStatus && status !== "refused" ? ` · ${CALL_STATUS[callStatus] ?? callStatus}` : ""}
        {error ? ` · ${error}` : ""}
      </p>
      <p className="text-label text-quiet">{decision}</p>
    </div>
  );
}

function AttemptFacts({ attempt }: { attempt: Attempt }) {
  const { callId, sipCode, carrierCode, answeredBy, createdAt, heldUntil, dialAt } = attempt;
  const { submittedAt, ringingAt, answeredAt, endedAt } = attempt;
  const waitedMs = dialAt.getTime() - createdAt.getTime();
  const rangUntil = answeredAt ?? endedAt;
  return (
    <Facts>
      {callId ? (
        <Fact name="Call id">
          <Mono className="min-w-0 truncate">{callId}</Mono>
          <CopyButton text={callId} what="call id" />
        </Fact>
      ) : null}
      {sipCode !== null || carrierCode !== null ? (
        <Fact name="Codes">
          {sipCode === null ? null : <Mono>SIP {sipCode}</Mono>}{" "}
          {carrierCode === null ? null : <Mono>carrier {carrierCode}</Mono>}
        </Fact>
      ) : null}
      {answeredBy ? <Fact name="Answered by">{answeredBy}</Fact> : null}
      {submittedAt ? (
        <Fact name={heldUntil ? "Waited for the window" : "Waited for a slot"}>
          {waitedMs > 0 ? duration(waitedMs) : "not at all"}
        </Fact>
      ) : null}
      {submittedAt ? (
        <Fact name="Dialled">
          <Time value={submittedAt} as="clock" />
        </Fact>
      ) : null}
      {ringingAt ? (
        <Fact name="Rang">{rangUntil ? duration(rangUntil.getTime() - ringingAt.getTime()) : "ringing"}</Fact>
      ) : null}
      {answeredAt ? (
        <Fact name="On the line">{endedAt ? duration(endedAt.getTime() - answeredAt.getTime()) : "now"}</Fact>
      ) : null}
    </Facts>
  );
}
