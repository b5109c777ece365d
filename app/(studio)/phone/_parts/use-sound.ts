"use client";
import { useCallback, useEffect, useState } from "react";
import { play, say, stopSound } from "./loudspeaker";
import type { PhoneEvent } from "./phone-event";
import { isSoundAllowed, startRinging } from "./ring-tone";

/** The sound of the phones: ringing, messages, recordings. On until the user switches it off, if the browser allows sound. */
export function useSound(shown: string[]) {
  const [on, setOn] = useState(true);
  const [allowed, setAllowed] = useState(true);

  const playEvent = useCallback(
    (event: PhoneEvent) => {
      if (event.type === "snapshot" || !shown.includes(event.number)) return;
      if (event.type === "ended" || event.type === "bridged") return stopSound();
      if (!on) return;
      if (event.type === "say") say(event.text, event.language);
      if (event.type === "play" && event.url) play(event.url);
    },
    [on, shown],
  );

  const toggle = useCallback(() => {
    if (on && allowed) {
      stopSound();
      setOn(false);
      return;
    }
    setOn(true);
    void isSoundAllowed().then(setAllowed);
  }, [on, allowed]);

  return { on: on && allowed, blocked: on && !allowed, playEvent, toggle, setAllowed };
}

/** Plays the ring tone while `ringing`, and reports whether the browser allowed it. */
export function useRinging(ringing: boolean, report: (allowed: boolean) => void): void {
  useEffect(() => {
    if (!ringing) return;
    void isSoundAllowed().then(report);
    return startRinging();
  }, [ringing, report]);
}
