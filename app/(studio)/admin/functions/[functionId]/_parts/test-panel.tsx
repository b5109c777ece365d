"use client";
import { Play } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import type { CodePlace } from "@/components/ui/code-editor";
import { Field } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { PARAMETER_WORDS } from "@/engine/contract";
import type { Input, Output, TestRun } from "./draft";
import { TestResult } from "./test-result";

type TestPanelProps = {
  id: string;
  inputs: Input[];
  outputs: Output[];
  test: { data: TestRun | undefined; isPending: boolean };
  run: (values: Record<string, string>) => void;
  goTo: (place: CodePlace) => void;
};

/** Runs the source in the editor with example inputs, as a flow would. */
export function TestPanel({ id, inputs, outputs, test, run, goTo }: TestPanelProps) {
  const { values, set } = useExamples(id);
  const named = inputs.filter(({ name }) => name.trim() !== "");
  function submit(event: FormEvent) {
    event.preventDefault();
    run(Object.fromEntries(named.map(({ name }) => [name.trim(), values[name.trim()] ?? ""])));
  }
  return (
    <Panel title="Test">
      <form onSubmit={submit} noValidate className="grid gap-4">
        {named.length > 0 ? (
          <div className="grid gap-4 sm:grid-cols-2">
            {named.map(({ name, type, required, description }, index) => (
              <Field
                // biome-ignore lint/suspicious/noArrayIndexKey: names are being typed, and two may be the same for a while.
                key={index}
                label={required ? name : `${name} (optional)`}
                hint={[description, type === "string" ? "" : `Must be ${PARAMETER_WORDS[type]}.`]
                  .filter(Boolean)
                  .join(" ")}
                autoComplete="off"
                value={values[name.trim()] ?? ""}
                onChange={(event) => set(name.trim(), event.target.value)}
              />
            ))}
          </div>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" disabled={test.isPending}>
            <Play aria-hidden /> {test.isPending ? "Running…" : "Run test"}
          </Button>
          <p className="text-label text-quiet">Runs what stands above, saved or not. Nothing is changed.</p>
        </div>
      </form>
      <div role="status" className="mt-4 empty:hidden">
        {test.data ? <TestResult run={test.data} outputs={outputs} goTo={goTo} /> : null}
      </div>
    </Panel>
  );
}

/** Example values, kept in session storage. */
function useExamples(id: string) {
  const key = `patchcord.function.${id}.examples`;
  const [values, setValues] = useState<Record<string, string>>(() => {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? "{}");
    } catch {
      return {};
    }
  });
  return {
    values,
    set(name: string, value: string) {
      const next = { ...values, [name]: value };
      setValues(next);
      try {
        sessionStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Without storage, example values last until the page is closed.
      }
    },
  };
}
