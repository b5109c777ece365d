"use client";
import { Hourglass } from "lucide-react";
import { useEffect, useState } from "react";
import { duration } from "@/components/ui/duration";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { Detail } from "./detail";

const TICK_MS = 500;
/** Every dial waits a moment for its job; only longer waits are shown. */
const WORTH_SAYING_MS = 1000;

type SlotWaitProps = { attempts: Detail["attempts"]; serverNow: Date; running: boolean };

/** Says that a call waits for a free slot, with a countdown by the server's clock; for the time when the account's rules allow it, or for its next try. */
export function SlotWait({ attempts, serverNow, running }: SlotWaitProps) {
  const waiting = running
    ? attempts.find(({ status, dialAt }) => status === "intended" && dialAt > serverNow)
    : undefined;
  const [now, setNow] = useState(serverNow.getTime());
  useEffect(() => {
    const ahead = serverNow.getTime() - Date.now();
    const tick = () => setNow(Date.now() + ahead);
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [serverNow]);
  const left = waiting ? waiting.dialAt.getTime() - now : 0;
  if (waiting?.heldUntil)
    return (
      <Notice tone="warn" icon={Hourglass}>
        {waiting.waitsFor === "next_try" ? "Waiting for the next try" : "Waiting for the window"}: {waiting.to} is rung
        at <Time value={waiting.heldUntil} as="minute" /> at the earliest. Cancelling now calls nobody.
      </Notice>
    );
  if (!waiting || left < WORTH_SAYING_MS) return null;
  return (
    <Notice tone="warn" icon={Hourglass}>
      Waiting for a free call slot: {waiting.to} is dialled in <span className="tabular">{duration(left)}</span>.
      Cancelling now calls nobody.
    </Notice>
  );
}
