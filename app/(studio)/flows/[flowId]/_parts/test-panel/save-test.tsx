"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toaster";
import type { FlowDefinition } from "@/engine/definition/schema";
import { flowTest, type Simulation, testOfRun } from "@/engine/simulate";

type SaveTestProps = { simulation: Simulation; definition: FlowDefinition; flowId: string };

/** Saves a finished run as a test: what happened, and the path and outcome that the flow must have again. */
export function SaveTest({ simulation, definition, flowId }: SaveTestProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const save = useMutation(
    trpc.flows.tests.save.mutationOptions({
      onSuccess: () => {
        toast.success(`Saved as a test of this flow: ${name}`);
        setName(null);
        void queries.invalidateQueries(trpc.flows.tests.list.queryFilter({ id: flowId }));
      },
      onError: ({ message }) => setFault(`The test could not be saved: ${message}`),
    }),
  );

  if (name === null)
    return (
      <Button onClick={() => setName("")}>
        <BookmarkPlus aria-hidden /> Save as a test of this flow
      </Button>
    );

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = flowTest.safeParse(testOfRun(simulation, name ?? ""));
    if (!read.success) {
      const [issue] = read.error.issues;
      return setFault(
        issue?.path[0] === "name" ? "Give the test a name." : `The run is too long to be kept as a test.`,
      );
    }
    setFault(null);
    save.mutate({ id: flowId, scenario: read.data });
  }

  const sensitive = Object.values(definition.variables).some((variable) => variable.sensitive);
  return (
    <form onSubmit={submit} className="space-y-2">
      <Field
        label="Name of the test"
        placeholder="The agent does not answer"
        autoFocus
        value={name}
        maxLength={120}
        error={fault}
        hint={sensitive ? "Everything you filled in is saved with it: use no real customer's data." : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={save.isPending}>
          {save.isPending ? "Saving…" : "Save test"}
        </Button>
        <Button look="ghost" onClick={() => setName(null)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
