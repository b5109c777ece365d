"use client";
import { dequal } from "dequal";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Outline } from "@/components/canvas/scene/outline";
import { type KeptPresence, keepPresent, type TellPresence } from "./keep-present";
import { presenceOutlines } from "./outlines";
import { type Person, peopleOf } from "./people";
import { MARKED_MS, notOlder, RECENT_MS, type RecentEdit } from "./recent-edits";

type Company = {
  /** The others who have the draft open. */
  people: readonly Person[];
  /** What others have changed within the last minute, newest first. */
  recent: readonly RecentEdit[];
  /** Outlines for the canvas, by step. */
  outlines: ReadonlyMap<string, Outline>;
  move: (step: string | null) => void;
};

const ALONE: Company = { people: [], recent: [], outlines: new Map(), move: () => undefined };
const CompanyContext = createContext<Company>(ALONE);

type Props = { tell: TellPresence; me: string; recent: readonly RecentEdit[]; children: ReactNode };

/** Says that the user is at the draft, for as long as it is mounted, and gives its children who else is. */
export function PresenceProvider({ tell, me, recent, children }: Props) {
  const [people, setPeople] = useState<readonly Person[]>([]);
  const kept = useRef<KeptPresence | null>(null);
  const [move] = useState(() => (step: string | null) => kept.current?.move(step));
  const now = useNow(recent);
  useEffect(() => {
    const presence = keepPresent(tell, (present) => {
      const others = peopleOf(present, me);
      setPeople((before) => (dequal(before, others) ? before : others));
    });
    kept.current = presence;
    return () => {
      kept.current = null;
      presence.stop();
    };
  }, [tell, me]);
  const company = useMemo(
    () => ({
      people,
      recent: notOlder(recent, now, RECENT_MS),
      outlines: presenceOutlines(people, recent, now),
      move,
    }),
    [people, recent, now, move],
  );
  return <CompanyContext value={company}>{children}</CompanyContext>;
}

/** The moment, renewed when an edit comes in, is marked no longer, and is no longer recent. */
function useNow(recent: readonly RecentEdit[]): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const present = Date.now();
    setNow(present);
    const ends = recent.flatMap(({ at }) => [at + MARKED_MS, at + RECENT_MS]).filter((end) => end > present);
    const timers = [...new Set(ends)].map((end) => setTimeout(() => setNow(Date.now()), end - present));
    return () => timers.forEach(clearTimeout);
  }, [recent]);
  return now;
}

export function useCompany(): Company {
  return useContext(CompanyContext);
}

/** Tells the others which step the user has selected, for as long as the component is mounted. */
export function useWhere(step: string | null): void {
  const { move } = useCompany();
  useEffect(() => move(step), [move, step]);
  useEffect(() => () => move(null), [move]);
}
