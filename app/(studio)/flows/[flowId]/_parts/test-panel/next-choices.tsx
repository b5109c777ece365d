"use client";
import { ChevronRight, Headset, type LucideIcon, Plug, User } from "lucide-react";
import { type RefObject, useRef } from "react";
import { length } from "@/components/editor/test/clock";
import { Mono } from "@/components/ui/mono";
import { type Choice, type Option, possibleChoices, type Simulation, type Who } from "@/engine/simulate";
import { Entry } from "./entry";
import { useInheritedFocus } from "./use-inherited-focus";

type NextChoicesProps = {
  simulation: Simulation;
  /** The name of the step that runs. */
  title: string;
  /** What is about to happen by itself while the run plays. */
  upcoming: Choice | null;
  /** True if the focus was in the part that this one replaces: then it takes the focus. */
  focus: RefObject<boolean>;
  onChoose: (choice: Choice) => void;
};

const ICONS: Record<Who | "world", LucideIcon> = { customer: User, agent: Headset, world: Plug };

/** What can happen next: one button each, or an input where something has to be filled in. */
export function NextChoices({ simulation, title, upcoming, focus, onChoose }: NextChoicesProps) {
  const region = useRef<HTMLElement>(null);
  const options = possibleChoices(simulation);
  useInheritedFocus(region, focus);
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label="What happens next"
      className="border-line border-b p-4 outline-none"
    >
      <h3 className="mb-2 flex min-w-0 items-baseline gap-2">
        <span aria-hidden className="size-1.5 shrink-0 self-center rounded-round bg-live" />
        <span className="min-w-0 truncate font-semibold">{title}</span>
        <span className="shrink-0 text-label text-quiet">{upcoming ? "Next" : "What happens next?"}</span>
      </h3>
      {upcoming ? (
        <p className="flex min-h-8 items-center rounded-control bg-live-wash px-2.5 text-live">
          {options.find(({ choice }) => isAlike(choice, upcoming))?.label ?? "It goes on"}
        </p>
      ) : (
        <ul className="space-y-1">
          {options.map((option) => (
            <li key={option.label}>
              {option.asks ? (
                <Entry option={option} onChoose={onChoose} />
              ) : (
                <Plain option={option} onChoose={onChoose} />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const isAlike = (a: Choice, b: Choice) =>
  a.does === b.does && ("who" in a ? a.who : null) === ("who" in b ? b.who : null);

function Plain({ option, onChoose }: { option: Option; onChoose: (choice: Choice) => void }) {
  const Icon = ICONS[option.who ?? "world"];
  return (
    <button
      type="button"
      onClick={() => onChoose(option.choice)}
      className="group flex min-h-8 w-full items-center gap-2 rounded-control border border-line bg-panel px-2.5 text-left transition-colors duration-150 hover:border-edge hover:bg-hover"
    >
      <Icon aria-hidden className="size-3.5 shrink-0 text-quiet" />
      <span className="min-w-0 flex-1">{option.label}</span>
      {option.seconds > 0 ? <Mono className="tabular text-quiet">{length(option.seconds)}</Mono> : null}
      <ChevronRight aria-hidden className="size-3.5 shrink-0 text-quiet" />
    </button>
  );
}
