"use client";
import { useEffect, useRef } from "react";
import type { Look } from "@/components/website-button/client";
import { type ButtonClient, showButton } from "@/components/website-button/element";

/** Answers as a call would that goes well; nobody is called. */
const PRETENDING: ButtonClient = {
  prove: async () => null,
  request: async () => "",
  follow: async (_token, tell) => {
    const last = { state: "ended" } as const;
    tell(last);
    return last;
  },
};

/** The button as a page shows it, in a language; pressing it calls nobody. */
export function Preview({ look, language }: { look: Look; language: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current) showButton(host.current, look, PRETENDING, language);
  }, [look, language]);
  return <div ref={host} />;
}
