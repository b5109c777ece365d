"use client";
import { useMutation } from "@tanstack/react-query";
import { Play, TriangleAlert } from "lucide-react";
import type { FormEvent } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { fieldErrors } from "../flow/field-errors";
import type { RequestInfo } from "../flow/flow";
import { Followed } from "./followed";

type Values = Readonly<Record<string, string>>;
type TryItProps = { flowId: string; request: RequestInfo; values: Values; onChange: (values: Values) => void };

/** Starts a real interaction with the typed arguments and shows its progress. */
export function TryIt({ flowId, request, values, onChange }: TryItProps) {
  const trpc = useTRPC();
  const start = useMutation(trpc.flows.tryIt.mutationOptions());
  const errors = fieldErrors(start.error);
  const general = [...errors]
    .filter(([name]) => !(name in values))
    .map(([name, text]) => (name ? `${name} ${text}` : text));
  function submit(event: FormEvent) {
    event.preventDefault();
    start.mutate({ id: flowId, arguments: values });
  }
  return (
    <section aria-labelledby="try-it" className="space-y-3 rounded-card border border-line p-3">
      <header>
        <h3 id="try-it" className="font-semibold">
          Try it
        </h3>
        <p className="text-quiet">Starts a real interaction of the published version: phones will ring.</p>
      </header>
      {general.length > 0 ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert">
          {start.error?.message} {general.filter((text) => text !== start.error?.message).join(" ")}
        </Notice>
      ) : null}
      <form onSubmit={submit} className="space-y-3">
        <div className="grid items-start gap-3 sm:grid-cols-2">
          {request.arguments.map(({ name, description }) => (
            <Field
              key={name}
              label={name}
              hint={description}
              required
              autoComplete="off"
              value={values[name] ?? ""}
              error={errors.get(name) ?? null}
              onChange={(event) => onChange({ ...values, [name]: event.target.value })}
            />
          ))}
        </div>
        <Button type="submit" look="go" disabled={start.isPending}>
          <Play aria-hidden /> {start.isPending ? "Starting…" : start.data ? "Start another" : "Start interaction"}
        </Button>
      </form>
      {start.data ? <Followed key={start.data.interaction} id={start.data.interaction} /> : null}
    </section>
  );
}
