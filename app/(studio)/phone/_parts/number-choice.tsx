"use client";
import { Mono } from "@/components/ui/mono";
import { Select } from "@/components/ui/select";

export type Book = { humans: string[]; scripted: { number: string; does: string }[] };

type NumberChoiceProps = { label: string; number: string; book: Book | null; onChange: (number: string) => void };

/** Chooses the phone's number: one that the user answers, or one that follows a script. */
export function NumberChoice({ label, number, book, onChange }: NumberChoiceProps) {
  const scripts = new Map(book?.scripted.map((callee) => [callee.number, callee.does]));
  const known = [...(book?.humans ?? []), ...scripts.keys()];
  const numbers = known.includes(number) ? known : [number, ...known];
  return (
    <Select
      label={label}
      value={number}
      onChange={(chosen) => chosen && onChange(chosen)}
      choices={numbers.map((value) => ({
        value,
        label: (
          <>
            <Mono>{value}</Mono> <span className="text-label text-quiet">{scripts.get(value) ?? "you answer"}</span>
          </>
        ),
      }))}
    />
  );
}
