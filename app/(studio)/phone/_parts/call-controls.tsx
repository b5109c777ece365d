"use client";
import { BellOff, Phone, PhoneOff, ShieldQuestionMark, Voicemail } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { act } from "./act";
import type { PhoneCall } from "./phone-state";

type CallControlsProps = { role: string; call: PhoneCall | null; ignore: (call: string) => void };

/** Ways in which the phone answers by itself. */
const BY_ITSELF = [
  { as: "screening", label: "Answer like a screening assistant", icon: ShieldQuestionMark },
  { as: "voicemail", label: "Answer like voicemail", icon: Voicemail },
] as const;

/** The call's buttons. They have fixed places, so that none moves under the pointer when the state changes. */
export function CallControls({ role, call, ignore }: CallControlsProps) {
  const ringing = call?.phase === "ringing";
  const live = call?.phase === "live";
  const which = call ? { call_sid: call.id } : {};
  const answer = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (ringing && isFocusIdle()) answer.current?.focus();
  }, [ringing]);
  return (
    <fieldset className="grid grid-cols-2 gap-2">
      <legend className="sr-only">{role}'s call</legend>
      <Button
        ref={answer}
        size="large"
        look={ringing ? "go" : "plain"}
        disabled={!ringing}
        onClick={() => call && act(call.number, "answer", which)}
      >
        <Phone aria-hidden /> Answer
      </Button>
      {ringing ? (
        <Button size="large" look="danger" onClick={() => act(call.number, "decline", which)}>
          <PhoneOff aria-hidden /> Decline
        </Button>
      ) : (
        <Button
          size="large"
          look={live ? "danger" : "plain"}
          disabled={!live}
          onClick={() => call && act(call.number, "hang_up", which)}
        >
          <PhoneOff aria-hidden /> Hang up
        </Button>
      )}
      <Button
        look="ghost"
        className="col-span-2"
        disabled={!ringing || call.muted}
        onClick={() => call && ignore(call.id)}
      >
        <BellOff aria-hidden /> Ignore
      </Button>
      {BY_ITSELF.map(({ as, label, icon: Icon }) => (
        <Button
          key={as}
          look="ghost"
          className="col-span-2"
          disabled={!ringing}
          onClick={() => call && act(call.number, "answer", { ...which, as })}
        >
          <Icon aria-hidden /> {label}
        </Button>
      ))}
    </fieldset>
  );
}

/** True where the focus is on nothing that could be used now, so that a phone that rings may take it. */
function isFocusIdle(): boolean {
  const { activeElement } = document;
  return !activeElement || activeElement.matches("body, #content, [aria-disabled=true]");
}
