"use client";
import { useMutation } from "@tanstack/react-query";
import { Download, Eraser } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { downloadText } from "@/components/ui/download-text";
import { Field } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { ErasePerson } from "./erase-person";
import { Erasures } from "./erasures";

/** What is stored of a person, who is known by a phone number: to be handed over, and to be erased. */
export function People() {
  const [number, type] = useState("");
  const [isErasing, erase] = useState(false);
  const exported = useMutation({ mutationFn: exportPerson });
  const isEmpty = number.trim() === "";
  function submit(event: FormEvent) {
    event.preventDefault();
    exported.mutate(number.trim());
  }
  return (
    <Panel title="A person's data">
      <p className="mb-3 max-w-prose text-quiet">
        A person is known by a phone number. Export hands over all that is stored of them; Erase takes their number and
        texts out of it for good, and keeps times and counts.
      </p>
      <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-3">
        <div className="w-full sm:w-72">
          <Field
            label="The person's number"
            type="tel"
            autoComplete="off"
            placeholder="+12025550140"
            className="font-mono"
            value={number}
            error={exported.error?.message ?? null}
            onChange={(event) => type(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={isEmpty || exported.isPending}>
          <Download aria-hidden /> {exported.isPending ? "Exporting…" : "Export"}
        </Button>
        <Button look="danger" disabled={isEmpty} onClick={() => erase(true)}>
          <Eraser aria-hidden /> Erase…
        </Button>
      </form>
      <Erasures />
      {isErasing ? <ErasePerson number={number.trim()} close={() => erase(false)} /> : null}
    </Panel>
  );
}

/** The number goes in the body, since addresses are logged. */
async function exportPerson(number: string): Promise<void> {
  const response = await fetch("/admin/privacy/person.json", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ number }),
  });
  if (!response.ok) {
    const { message } = (await response.json().catch(() => ({}))) as { message?: string };
    throw new Error(message ?? "The export failed. Try again.");
  }
  downloadText("patchcord-person.json", await response.text());
}
