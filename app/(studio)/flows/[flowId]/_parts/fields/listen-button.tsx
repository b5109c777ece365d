"use client";
import { Play, Square } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";

/** A button that plays a prompt, beside the field that names it. */
export function ListenButton({ id, name }: { id: string; name: string }) {
  const [audio, setAudio] = useState<HTMLAudioElement | null>(null);
  // Stops when another prompt or another step is shown.
  useEffect(() => () => audio?.pause(), [audio]);
  function listen() {
    if (audio) return setAudio(null);
    const made = new Audio(`/api/recordings/${id}`);
    made.onended = () => setAudio(null);
    made.onerror = () => {
      setAudio(null);
      toast.error(`${name} could not be played. Try again.`);
    };
    setAudio(made);
    // `onerror` reports why it cannot be played.
    made.play().catch(() => undefined);
  }
  return (
    <Button
      look="ghost"
      size="small"
      className="!h-5 !px-1 -my-0.5 font-normal"
      aria-label={audio ? `Stop ${name}` : `Listen to ${name}`}
      onClick={listen}
    >
      {audio ? <Square aria-hidden className="!size-3" /> : <Play aria-hidden className="!size-3" />}
      {audio ? "Stop" : "Listen"}
    </Button>
  );
}
