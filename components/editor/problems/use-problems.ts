"use client";
import { useEffect, useRef, useState } from "react";
import type { Draft } from "@/engine/edit/draft";
import type { AccountNames, Problem } from "@/engine/verify/problem";
import type { VerifyRequest } from "./verify.worker";

/** A pause in typing after which the draft is looked at. */
const SETTLED_MS = 250;

type Verdict = { problems: readonly Problem[]; checking: boolean; unchecked: boolean };

/** What the verifier says of the draft as it is; `checking` until it has seen the latest. */
export function useProblems(draft: Draft, names: AccountNames): Verdict {
  const worker = useRef<Worker | null>(null);
  const asked = useRef(0);
  const [{ nth, problems }, setAnswer] = useState<{ nth: number; problems: readonly Problem[] }>({
    nth: -1,
    problems: [],
  });
  const [latest, setLatest] = useState(0);
  const [broken, setBroken] = useState<number | null>(null);

  useEffect(() => {
    const made = new Worker(new URL("./verify.worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }) => setAnswer(data));
    made.addEventListener("error", () => setBroken(asked.current));
    worker.current = made;
    return () => made.terminate();
  }, []);

  useEffect(() => {
    asked.current += 1;
    const question: VerifyRequest = { nth: asked.current, draft, names };
    setLatest(question.nth);
    const timer = setTimeout(() => worker.current?.postMessage(question), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [draft, names]);

  const unchecked = broken === latest;
  return { problems, checking: nth !== latest && !unchecked, unchecked };
}
