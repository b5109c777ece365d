"use client";
import { useState } from "react";

/** An audio player for a prompt, in the quality that a caller hears. */
export function Player({ name, address }: { name: string; address: string }) {
  const [failed, setFailed] = useState(false);
  if (failed)
    return (
      <p role="alert" className="text-bad">
        {name} could not be played. Reload the page; if that does not help, replace the recording.
      </p>
    );
  return (
    // biome-ignore lint/a11y/useMediaCaption: a recording has no captions; its description says what is in it.
    <audio
      controls
      autoPlay
      preload="metadata"
      src={address}
      aria-label={name}
      className="h-10 w-full max-w-xl"
      onError={() => setFailed(true)}
    />
  );
}
