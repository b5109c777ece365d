"use client";
import { useEffect, useState } from "react";
import { duration } from "@/components/ui/duration";

const TICK_MS = 1000;

/** The duration of something; while it has no end, the time since it began. */
export function RunningTime({ from, to }: { from: Date | string; to: Date | string | null }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (to) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [to]);
  const end = to ? new Date(to).getTime() : now;
  if (end === null) return null;
  return <span className="tabular">{duration(end - new Date(from).getTime())}</span>;
}
