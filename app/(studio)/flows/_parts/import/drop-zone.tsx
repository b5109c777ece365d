"use client";
import { FileJson } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

/** A file input for one file, chosen or dropped. */
export function DropZone({ file, take }: { file: string | null; take: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's short cut for the button inside.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = event.dataTransfer.files[0];
        if (dropped) take(dropped);
      }}
      className={classNames(
        "flex flex-wrap items-center gap-3 rounded-card border border-edge border-dashed px-4 py-4",
        over && "border-accent bg-accent-wash",
      )}
    >
      <FileJson aria-hidden className="size-5 shrink-0 text-quiet" />
      <p aria-live="polite" className="min-w-0 flex-1 truncate">
        {file ?? <span className="text-quiet">Drop a flow's .json file here</span>}
      </p>
      <Button onClick={() => input.current?.click()}>{file ? "Choose another" : "Choose file"}</Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Flow document"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) take(chosen);
          event.target.value = "";
        }}
      />
    </div>
  );
}
