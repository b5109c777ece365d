"use client";
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "./class-names";
import { Input } from "./field";

const TYPING_MS = 300;

type SearchFieldProps = {
  label: string;
  /** Says which fields are searched; default: the label. */
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
};

/** A search field that reports its text shortly after the last key. */
export function SearchField({ label, placeholder = label, value, onChange, className }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className={classNames("relative", className)}>
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-quiet" />
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        className="pl-8"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
