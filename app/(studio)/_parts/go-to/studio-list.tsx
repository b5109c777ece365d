"use client";
import { useState } from "react";
import { type ChoiceGroup, ChoiceList } from "@/components/ui/choice-list";
import type { TypedAhead } from "@/components/ui/typed-ahead";
import { useStudioGroups } from "./use-studio-groups";

type Props = {
  /** What the page itself has to choose from, above what every page has. */
  groups?: ChoiceGroup[];
  placeholder?: string;
  /** The flow that is open already. */
  without?: string;
  /** What was typed before the list was there. */
  typed?: TypedAhead;
  close: () => void;
};

/** The pages, flows, interactions and actions of the studio, found by typing. */
export function StudioList({
  groups = [],
  placeholder = "Search pages, flows, interactions, actions",
  ...rest
}: Props) {
  const { without, typed, close } = rest;
  const [query, setQuery] = useState(typed?.text ?? "");
  const everywhere = useStudioGroups(query, without);
  return (
    <ChoiceList
      title="Go to or do"
      placeholder={placeholder}
      groups={[...groups, ...everywhere]}
      query={query}
      onQuery={setQuery}
      {...(typed ? { typed } : {})}
      close={close}
    />
  );
}
