"use client";
import { Plus } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";

const MAX_LENGTH = 120;

/** Names an output that nothing has announced, such as a field that a query will bring. */
export function AnotherOutput({ taken, onName }: { taken: readonly string[]; onName: (name: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const name = (typed ?? "").trim();
  const twice = taken.includes(name);

  function add() {
    if (name === "" || twice) return;
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
          aria-invalid={twice || undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button onClick={add} disabled={name === "" || twice}>
          Add
        </Button>
      </div>
      <p id={`${id}-note`} role="status" className={twice ? "text-bad text-label" : "text-label text-quiet"}>
        {twice ? `${name} is in the list already.` : "As the answer calls it. Then choose where it is kept."}
      </p>
    </div>
  );
}
