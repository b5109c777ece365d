"use client";
import { useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toaster";

/** The part of the browser's speech recognition we use; it has no types of its own yet. */
type Recognition = {
  lang: string;
  onresult: (event: { results: { 0: { transcript: string } }[] }) => void;
  onerror: (event: { error: string }) => void;
  onend: () => void;
  start: () => void;
  stop: () => void;
};
type MakesRecognition = { SpeechRecognition?: new () => Recognition; webkitSpeechRecognition?: new () => Recognition };

/** Listens to the microphone for one utterance; null where the browser cannot. */
export function useDictation(heard: (words: string) => void) {
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
    recognition.onresult = ({ results }) => heard(results[0]?.[0].transcript ?? "");
    recognition.onerror = ({ error }) =>
      toast.error(`The microphone could not be used (${error}). Type the words instead.`);
    recognition.onend = () => setListening(false);
    running.current = recognition;
    recognition.start();
    setListening(true);
  }
}
