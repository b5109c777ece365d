import { Field } from "@/components/ui/field";
import type { Draft } from "./draft";

type AboutFieldsProps = { draft: Draft; errors: ReadonlyMap<string, string>; set: (change: Partial<Draft>) => void };

export function AboutFields({ draft, errors, set }: AboutFieldsProps) {
  return (
    <div className="grid gap-4">
      <Field
        label="Name"
        autoComplete="off"
        hint="Flows that are published keep finding it under another name, too."
        value={draft.name}
        error={errors.get("name") ?? null}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Field
        label="Description (optional)"
        autoComplete="off"
        value={draft.description}
        error={errors.get("description") ?? null}
        onChange={(event) => set({ description: event.target.value })}
      />
    </div>
  );
}
