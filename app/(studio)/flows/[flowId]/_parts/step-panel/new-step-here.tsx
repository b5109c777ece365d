"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { Button } from "@/components/ui/button";

/** Every component but triggers, in the palette's order. */
const COMPONENTS = [...registry.values()]
  .map(({ definition }) => definition)
  .filter(({ group }) => group !== "trigger");

/** Below a list of steps, offers to create a new one: asks for its component, narrowed by the list's query. */
export function NewStepHere({ query, onChoose }: { query: string; onChoose: (component: string) => void }) {
  const [open, setOpen] = useState(false);
  const matching = COMPONENTS.filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()));
  const offered = matching.length > 0 ? matching : COMPONENTS;
  return (
    <div className="max-h-56 shrink-0 overflow-y-auto border-line border-t p-1">
      {open ? (
        <>
          <p className="px-2 py-1 text-label text-quiet">New step</p>
          <ul aria-label="Component of the new step">
            {offered.map(({ id, label, icon, group }, index) => (
              <li key={id}>
                <Button
                  look="ghost"
                  className="w-full !justify-start !px-2 font-normal text-ink"
                  autoFocus={index === 0}
                  onClick={() => onChoose(id)}
                >
                  <ComponentIcon icon={icon} group={group} /> <span className="truncate">{label}</span>
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Button look="ghost" className="w-full !justify-start !px-2" onClick={() => setOpen(true)}>
          <Plus aria-hidden /> Create a new step here
        </Button>
      )}
    </div>
  );
}
