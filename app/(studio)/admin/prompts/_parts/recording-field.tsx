"use client";
import { AudioLines } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { sizeText } from "./recording-text";

type RecordingFieldProps = { file: File | null; error: string | null; disabled: boolean; onFile: (file: File) => void };

/** A file input for one recording, chosen or dropped. */
export function RecordingField({ file, error, disabled, onFile }: RecordingFieldProps) {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand where the other labels do.
    <div role="group" aria-labelledby={`${id}-label`} className="grid gap-1">
      <p id={`${id}-label`} className="font-medium text-label">
        Recording
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's short cut for the button inside. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const dropped = event.dataTransfer.files[0];
          if (dropped && !disabled) onFile(dropped);
        }}
        className={classNames(
          "flex flex-wrap items-center gap-3 rounded-card border border-dashed px-4 py-4",
          isOver ? "border-accent bg-accent-wash" : error ? "border-bad" : "border-edge",
        )}
      >
        <AudioLines aria-hidden className="size-5 shrink-0 text-quiet" />
        <p aria-live="polite" className="min-w-0 flex-1 truncate">
          {file ? (
            <>
              {file.name} <span className="text-quiet">{sizeText(file.size)}</span>
            </>
          ) : (
            <span className="text-quiet">Drop a WAV or MP3 file here</span>
          )}
        </p>
        <Button
          ref={button}
          disabled={disabled}
          aria-describedby={`${id}-below`}
          onClick={() => input.current?.click()}
        >
          {file ? "Choose another" : "Choose file"}
        </Button>
        <input
          ref={input}
          type="file"
          accept="audio/wav,audio/x-wav,audio/mpeg,.wav,.mp3"
          aria-label="Recording"
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-below`}
          tabIndex={-1}
          // The form focuses this hidden input if it is invalid: pass the focus on to the visible button.
          onFocus={() => button.current?.focus()}
          className="sr-only"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) onFile(chosen);
            event.target.value = "";
          }}
        />
      </div>
      <p id={`${id}-below`} className={classNames("text-label", error ? "text-bad" : "text-quiet")}>
        {error ?? "WAV (PCM or µ-law) or MP3, at most 10 MiB. A phone plays it in mono at 8 kHz."}
      </p>
    </div>
  );
}
