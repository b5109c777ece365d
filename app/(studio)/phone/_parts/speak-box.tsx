"use client";
import { Mic, Send } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { act } from "./act";
import type { PhoneCall } from "./phone-state";
import { useDictation } from "./use-dictation";

/** Speaks into the phone: typed, or spoken if the browser has speech recognition. */
export function SpeakBox({ role, number, call }: { role: string; number: string; call: PhoneCall | null }) {
  const [text, setText] = useState("");
  const speak = (words: string) => {
    if (call && words.trim()) void act(number, "speak", { text: words.trim(), call_sid: call.id });
  };
  const dictation = useDictation(speak);

  function submit(event: FormEvent) {
    event.preventDefault();
    speak(text);
    setText("");
  }

  return (
    <form onSubmit={submit} className="flex gap-1.5">
      <Input
        aria-label={`${role} says`}
        placeholder="Say something"
        value={text}
        disabled={!call}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <IconButton
        type="submit"
        label={`Say it as the ${role.toLowerCase()}`}
        look="plain"
        disabled={!call || !text.trim()}
      >
        <Send aria-hidden />
      </IconButton>
      {dictation ? (
        <IconButton
          label={`Speak as the ${role.toLowerCase()}`}
          look="plain"
          disabled={!call}
          aria-pressed={dictation.listening}
          onClick={dictation.toggle}
        >
          <Mic aria-hidden className={dictation.listening ? "text-bad" : undefined} />
        </IconButton>
      ) : null}
    </form>
  );
}
