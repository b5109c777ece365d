"use client";
import type { ReactNode } from "react";

type ChoiceCardProps = {
  name: string;
  title: string;
  text: string;
  aside?: ReactNode;
  icon: ReactNode;
  checked: boolean;
  onChoose: () => void;
};

/** One of several choices, as a card on a radio button, so that the usual keys work. */
export function ChoiceCard({ name, title, text, aside, icon, checked, onChoose }: ChoiceCardProps) {
  return (
    <label className="relative flex cursor-pointer items-start gap-3 rounded-card border border-line p-3 hover:bg-hover has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2">
      <input
        type="radio"
        name={name}
        value={title}
        checked={checked}
        onChange={onChoose}
        className="absolute top-3 left-3 size-6 opacity-0"
      />
      {icon}
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-3">
          <span className="font-medium">{title}</span>
          {aside ? <span className="whitespace-nowrap text-label text-quiet">{aside}</span> : null}
        </span>
        <span className="block text-quiet">{text}</span>
      </span>
    </label>
  );
}
