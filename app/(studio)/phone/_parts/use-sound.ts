"use client";
import { useCallback, useEffect, useState } from "react";
import { hush, play, say } from "./loudspeaker";
import type { PhoneEvent } from "./phone-event";
import { mayBeHeard, startRinging } from "./ring-tone";

/** What is heard of the phones: ringing, messages, recordings. On until switched off, as far as the browser allows. */
export function useSound(shown: string[]) {
  const [on, setOn] = useState(true);
  const [allowed, setAllowed] = useState(true);

  const hear = useCallback(
    (event: PhoneEvent) => {
      if (event.type === "snapshot" || !shown.includes(event.number)) return;
      if (event.type === "ended" || event.type === "bridged") return hush();
      if (!on) return;
      if (event.type === "say") say(event.text, event.language);
      if (event.type === "play" && event.url) play(event.url);
    },
    [on, shown],
  );

  const toggle = useCallback(() => {
    if (on && allowed) {
      hush();
      setOn(false);
      return;
    }
    setOn(true);
    void mayBeHeard().then(setAllowed);
  }, [on, allowed]);

  return { on: on && allowed, blocked: on && !allowed, hear, toggle, setAllowed };
}

/** Rings while `ringing`, and reports whether it could be heard. */
export function useRinging(ringing: boolean, report: (allowed: boolean) => void): void {
  useEffect(() => {
    if (!ringing) return;
    void mayBeHeard().then(report);
    return startRinging();
  }, [ringing, report]);
}
