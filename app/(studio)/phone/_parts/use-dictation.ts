"use client";
import { useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toaster";

/** The used part of the browser's SpeechRecognition, for which TypeScript has no types. */
type Recognition = {
  lang: string;
  onresult: (event: { results: { 0: { transcript: string } }[] }) => void;
  onerror: (event: { error: string }) => void;
  onend: () => void;
  start: () => void;
  stop: () => void;
};
type MakesRecognition = { SpeechRecognition?: new () => Recognition; webkitSpeechRecognition?: new () => Recognition };

/** Recognises one spoken utterance from the microphone; null if the browser does not support it. */
export function useDictation(onText: (text: string) => void) {
  const [Make, setMake] = useState<{ make: new () => Recognition } | null>(null);
  const [listening, setListening] = useState(false);
  const running = useRef<Recognition | null>(null);

  useEffect(() => {
    const { SpeechRecognition, webkitSpeechRecognition } = window as MakesRecognition;
    const make = SpeechRecognition ?? webkitSpeechRecognition;
    if (make) setMake({ make });
    return () => running.current?.stop();
  }, []);

  if (!Make) return null;
  return { listening, toggle: () => (listening ? running.current?.stop() : listen(Make.make)) };

  function listen(make: new () => Recognition) {
    const recognition = new make();
    recognition.lang = "en-US";
    recognition.onresult = ({ results }) => onText(results[0]?.[0].transcript ?? "");
    recognition.onerror = ({ error }) =>
      toast.error(`The microphone could not be used (${error}). Type the words instead.`);
    recognition.onend = () => setListening(false);
    running.current = recognition;
    recognition.start();
    setListening(true);
  }
}
