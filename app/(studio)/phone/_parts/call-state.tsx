"use client";
import { Link2, type LucideIcon, Phone, PhoneCall, PhoneIncoming, PhoneOff } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { duration } from "@/components/ui/duration";
import type { PhoneCall as Call } from "./phone-state";

type Look = { icon: LucideIcon; word: string; more: string; look: string };

type CallStateProps = { role: string; call: Call | null; who: (number: string) => string; off: boolean };

/** The state of the phone's call. */
export function CallState({ role, call, who, off }: CallStateProps) {
  const { icon: Icon, word, more, look } = lookOf(call, who, off);
  return (
    <div className="flex items-center gap-3 p-3">
      <span aria-hidden className={classNames("grid size-11 shrink-0 place-items-center rounded-round", look)}>
        <Icon className={classNames("size-5", call?.phase === "ringing" && !call.muted && "animate-ring")} />
      </span>
      <div className="min-w-0 flex-1">
        <p role="status" aria-label={`${role}'s phone`} className="font-semibold text-reading">
          {word}
        </p>
        <p className="truncate text-quiet">{more}</p>
      </div>
      {call ? <Since at={call.since} /> : null}
    </div>
  );
}

function lookOf(call: Call | null, who: (number: string) => string, off: boolean): Look {
  const idle = "bg-well text-quiet";
  if (!call && off) return { icon: PhoneOff, word: "Off", more: "Not connected to the sandbox", look: idle };
  if (!call) return { icon: Phone, word: "Idle", more: "Waiting for a call", look: idle };
  const from = `From ${who(call.from)}`;
  if (call.phase === "ringing") {
    const more = call.muted ? "Ignored; it rings until nobody answers" : from;
    return { icon: PhoneIncoming, word: "Ringing", more, look: "bg-good-wash text-good" };
  }
  if (call.with)
    return {
      icon: Link2,
      word: "Joined",
      more: `Talking with the ${who(call.with).toLowerCase()}`,
      look: "bg-live-wash text-live",
    };
  return { icon: PhoneCall, word: "In call", more: waitsFor(call) ?? from, look: "bg-live-wash text-live" };
}

function waitsFor({ expects: listens }: Call): string | null {
  if (!listens) return null;
  if (listens.keys && listens.speech) return "The flow waits for keys or words";
  return listens.keys ? "The flow waits for keys" : "The flow waits for words";
}

const TICK_MS = 500;

function Since({ at }: { at: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="tabular shrink-0 self-start text-label text-quiet">
      {duration(Math.floor((now - at) / 1000) * 1000 + 1).replace(".0", "")}
    </span>
  );
}
