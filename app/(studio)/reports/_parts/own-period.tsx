"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import type { Scoped } from "./use-scope";

/** A period from one moment to another, by the wall clock of the report's zone. */
export function OwnPeriod({ scoped: { values, setScope } }: { scoped: Scoped }) {
  const [from, setFrom] = useState(values.from ?? "");
  const [to, setTo] = useState(values.to ?? "");
  const isTyped = from !== values.from || to !== values.to;
  function show(event: FormEvent) {
    event.preventDefault();
    if (from && to) setScope({ from: from.slice(0, 16), to: to.slice(0, 16) });
  }
  return (
    <form onSubmit={show} className="flex flex-wrap items-center gap-2">
      <Input
        type="datetime-local"
        aria-label="From"
        className="!w-52"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Input
        type="datetime-local"
        aria-label="To, not included"
        className="!w-52"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" disabled={!isTyped || !from || !to}>
        Show
      </Button>
    </form>
  );
}
