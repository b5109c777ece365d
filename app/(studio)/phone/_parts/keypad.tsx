"use client";
import { Button } from "@/components/ui/button";
import { act } from "./act";
import type { PhoneCall } from "./phone-state";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const NAMES: Record<string, string> = { "*": "star", "#": "hash" };

/** The phone's keypad; the keyboard's digits work while one of its keys has the focus. */
export function Keypad({ role, number, call }: { role: string; number: string; call: PhoneCall | null }) {
  const press = (digits: string) => call && void act(number, "keypad", { digits, call_sid: call.id });
  return (
    <fieldset
      className="grid grid-cols-3 gap-1.5"
      onKeyDown={(event) => {
        if (KEYS.includes(event.key)) press(event.key);
      }}
    >
      <legend className="sr-only">{role}'s keypad</legend>
      {KEYS.map((key) => (
        <Button
          key={key}
          disabled={!call}
          aria-label={NAMES[key] ?? key}
          className="h-9 font-mono text-reading"
          onClick={() => press(key)}
        >
          {key}
        </Button>
      ))}
    </fieldset>
  );
}
