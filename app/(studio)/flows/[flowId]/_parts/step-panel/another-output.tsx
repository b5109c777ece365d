"use client";
import { Plus } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";

const MAX_LENGTH = 120;

/** Adds an output by its name, for outputs that the component does not list, such as a field of a query. */
export function AnotherOutput({ existing, onName }: { existing: readonly string[]; onName: (name: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const name = (typed ?? "").trim();
  const exists = existing.includes(name);

  function add() {
    if (name === "" || exists) return;
    onName(name);
    setTyped(null);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") add();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    setTyped(null);
  }

  if (typed === null)
    return (
      <Button look="ghost" size="small" className="justify-self-start" onClick={() => setTyped("")}>
        <Plus aria-hidden /> Add another output
      </Button>
    );
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-label">
        Name of the output
      </label>
      <div className="flex gap-1">
        <Input
          id={id}
          autoFocus
          autoComplete="off"
          maxLength={MAX_LENGTH}
          value={typed}
          aria-invalid={exists || undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button onClick={add} disabled={name === "" || exists}>
          Add
        </Button>
      </div>
      <p id={`${id}-note`} role="status" className={exists ? "text-bad text-label" : "text-label text-quiet"}>
        {exists ? `${name} is in the list already.` : "As the answer calls it. Then choose where it is kept."}
      </p>
    </div>
  );
}
