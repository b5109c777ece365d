"use client";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Multiline } from "@/components/ui/multiline";
import type { Choice, Option } from "@/engine/simulate";

type EntryProps = { option: Option; onChoose: (choice: Choice) => void };

/** A choice with an input: keys, words, or the answer of a service as JSON. */
export function Entry(props: EntryProps) {
  if (props.option.asks === "keys") return <Keys {...props} />;
  if (props.option.asks === "words") return <Words {...props} />;
  return <Result {...props} />;
}

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const NAMES: Readonly<Record<string, string>> = { "*": "star", "#": "hash" };
const MAX_KEYS = 64;

function Keys({ onChoose }: EntryProps) {
  const [digits, setDigits] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (digits) onChoose({ does: "presses", digits });
  }
  return (
    <form onSubmit={submit} className="rounded-control border border-line p-2">
      <fieldset className="space-y-1.5">
        <legend className="sr-only">Keypad</legend>
        <div className="flex gap-1.5">
          <Input
            aria-label="Keys the customer presses"
            placeholder="Keys"
            inputMode="tel"
            autoComplete="off"
            className="font-mono"
            value={digits}
            maxLength={MAX_KEYS}
            onChange={(event) => setDigits(event.target.value.replace(/[^0-9*#]/g, ""))}
          />
          <Button type="submit" look="primary" disabled={digits === ""}>
            Press
          </Button>
        </div>
        <div className="grid grid-cols-3 gap-1">
          {KEYS.map((key) => (
            <Button
              key={key}
              aria-label={NAMES[key] ?? key}
              className="h-8 font-mono"
              onClick={() => setDigits((before) => (before + key).slice(0, MAX_KEYS))}
            >
              {key}
            </Button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}

function Words({ onChoose }: EntryProps) {
  const [text, setText] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim()) onChoose({ does: "says", text: text.trim() });
  }
  return (
    <form onSubmit={submit} className="flex gap-1.5">
      <Input
        aria-label="What the customer says"
        placeholder="Words"
        autoComplete="off"
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" look="primary" disabled={!text.trim()}>
        Say
      </Button>
    </form>
  );
}

function Result({ option, onChoose }: EntryProps) {
  const id = useId();
  const [text, setText] = useState("{}");
  const [fault, setFault] = useState<string | null>(null);
  function submit(event: FormEvent) {
    event.preventDefault();
    try {
      onChoose({ does: "result", result: JSON.parse(text) });
    } catch {
      setFault("This is no JSON. Check quotes and commas.");
    }
  }
  return (
    <form onSubmit={submit} className="space-y-1.5 rounded-control border border-line p-2">
      <label htmlFor={id} className="block font-medium text-label">
        {option.label}
      </label>
      <Multiline
        id={id}
        className="font-mono text-label"
        spellCheck={false}
        value={text}
        maxLength={16_000}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="text-bad text-label">
          {fault}
        </p>
      ) : null}
      <Button type="submit" look="primary">
        Answer
      </Button>
    </form>
  );
}
