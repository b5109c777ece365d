"use client";
import { classNames } from "@/components/ui/class-names";
import { CallControls } from "./call-controls";
import { CallState } from "./call-state";
import { Keypad } from "./keypad";
import { type Book, NumberChoice } from "./number-choice";
import type { PhoneCall, PhoneState } from "./phone-state";
import { SpeakBox } from "./speak-box";

type PhoneProps = {
  role: string;
  number: string;
  call: PhoneCall | null;
  book: Book | null;
  /** False: the member may watch the phone only. */
  mayUse: boolean;
  link: PhoneState["link"];
  who: (number: string) => string;
  choose: (number: string) => void;
  ignore: (call: string) => void;
};

/** A test phone with its buttons. */
export function Phone({ role, number, call, book, mayUse, link, who, choose, ignore }: PhoneProps) {
  const live = call?.phase === "live";
  return (
    <section
      aria-label={`${role}'s phone`}
      className={classNames(
        "min-w-0 rounded-card border bg-panel transition-colors duration-150",
        call?.phase === "ringing" ? "border-go" : live ? "border-live" : "border-line",
      )}
    >
      <header className="grid gap-2 border-line border-b p-3">
        <h2 className="font-semibold text-reading">{role}</h2>
        <NumberChoice label={`${role}'s number`} number={number} book={book} onChange={choose} />
      </header>
      <CallState role={role} call={call} who={who} off={link !== "on"} />
      <fieldset disabled={!mayUse} className="grid gap-3 p-3 pt-0">
        <legend className="sr-only">{role}'s buttons</legend>
        {mayUse ? null : (
          <p className="text-quiet">You can watch. To use the phones, ask an admin for the role builder.</p>
        )}
        <CallControls role={role} call={call} ignore={ignore} />
        <Keypad role={role} number={number} call={live ? call : null} />
        <SpeakBox role={role} number={number} call={live ? call : null} />
      </fieldset>
    </section>
  );
}
