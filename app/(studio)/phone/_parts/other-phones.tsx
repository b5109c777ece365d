"use client";
import { Phone, PhoneOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { act } from "./act";
import type { Book } from "./number-choice";
import type { PhoneCall } from "./phone-state";

/** Other numbers that are ringing or in a call: they follow their script, or are answered here. */
export function OtherPhones({ calls, book }: { calls: PhoneCall[]; book: Book | null }) {
  return (
    <Panel title="Other numbers" flush>
      {calls.length === 0 ? <p className="p-4 text-quiet">No other number rings.</p> : null}
      <ul>
        {calls.map((call) => (
          <li
            key={call.id}
            className="flex flex-wrap items-center justify-between gap-3 border-line border-t px-4 py-2 first:border-t-0"
          >
            <p className="min-w-0">
              <Mono className="text-work">{call.number}</Mono>{" "}
              <span className="text-quiet">
                {call.phase === "ringing" ? "rings" : call.with ? "joined" : "in call"}
                {scriptOf(call.number, book)}
              </span>
            </p>
            <span className="flex gap-2">
              {call.phase === "ringing" ? (
                <Button look="go" onClick={() => act(call.number, "answer", { call_sid: call.id })}>
                  <Phone aria-hidden /> Answer
                </Button>
              ) : null}
              <Button
                look="danger"
                onClick={() =>
                  act(call.number, call.phase === "ringing" ? "decline" : "hang_up", { call_sid: call.id })
                }
              >
                <PhoneOff aria-hidden /> {call.phase === "ringing" ? "Decline" : "Hang up"}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function scriptOf(number: string, book: Book | null): string {
  const does = book?.scripted.find((callee) => callee.number === number)?.does;
  return does ? ` · ${does}` : "";
}
