"use client";
import { useEffect, useRef, useState } from "react";
import type { Draft } from "@/engine/edit/draft";
import type { AccountNames, Problem } from "@/engine/verify/problem";
import type { VerifyRequest } from "./verify.worker";

/** The draft is verified after a pause of this length in the edits. */
const PAUSE_MS = 250;

type Verification = { problems: readonly Problem[]; checking: boolean; unchecked: boolean };

/** The draft's problems. `checking` until the verifier has seen the latest draft; `unchecked` if it failed on it. */
export function useProblems(draft: Draft, names: AccountNames): Verification {
  const worker = useRef<Worker | null>(null);
  const requested = useRef(0);
  const [{ nth, problems }, setAnswer] = useState<{ nth: number; problems: readonly Problem[] }>({
    nth: -1,
    problems: [],
  });
  const [latest, setLatest] = useState(0);
  const [broken, setBroken] = useState<number | null>(null);

  useEffect(() => {
    const made = new Worker(new URL("./verify.worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }) => setAnswer(data));
    made.addEventListener("error", () => setBroken(requested.current));
    worker.current = made;
    return () => made.terminate();
  }, []);

  useEffect(() => {
    requested.current += 1;
    const request: VerifyRequest = { nth: requested.current, draft, names };
    setLatest(request.nth);
    const timer = setTimeout(() => worker.current?.postMessage(request), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, names]);

  const unchecked = broken === latest;
  return { problems, checking: nth !== latest && !unchecked, unchecked };
}
