"use client";
import { TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import { LONGEST } from "../flow/lengths";

type Named = { name: string; description: string };
type NameFlowProps = { named: Named; change: (named: Named) => void; errors: Map<string, string> };

export function NameFlow({ named, change, errors }: NameFlowProps) {
  const name = useRef<HTMLInputElement>(null);
  const refused = errors.get("name") ?? null;
  // When it opens, and again when the name was refused.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the refusal is what asks for the focus.
  useEffect(() => name.current?.focus(), [refused]);
  return (
    <div className="space-y-3">
      {errors.has("") ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert">
          {errors.get("")}
        </Notice>
      ) : null}
      <Field
        ref={name}
        label="Name"
        required
        maxLength={LONGEST.name}
        hint="Every flow has a name of its own."
        error={refused}
        value={named.name}
        onChange={(event) => change({ ...named, name: event.target.value })}
      />
      <TextArea
        label="Description"
        rows={4}
        maxLength={LONGEST.description}
        hint="Optional: what it is for, in a sentence."
        error={errors.get("description") ?? null}
        value={named.description}
        onChange={(event) => change({ ...named, description: event.target.value })}
      />
    </div>
  );
}
