"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toaster";
import { fieldErrors, rowErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { HourFields } from "../../_parts/hour-fields";
import { useForm } from "../../_parts/use-form";
import type { RangeRow } from "../../_parts/weekly-hours";
import { AgentRows } from "./agent-rows";
import type { AgentRow, RingGroupRow } from "./ring-group";

type Values = {
  name: string;
  strategy: "in_order" | "all_at_once" | "longest_idle";
  ringSeconds: string;
  timeZone: string;
  hours: RangeRow[];
  agents: AgentRow[];
};

const STRATEGIES = [
  { value: "in_order", label: "In order", text: "One phone after the other, the first in the list first." },
  {
    value: "longest_idle",
    label: "Longest idle",
    text: "One by one, the agent first whose last call is the longest ago.",
  },
  { value: "all_at_once", label: "All at once", text: "All phones that are free; the first to accept takes the call." },
];

/** Adds or edits a ring group. */
export function RingGroupForm({ group, close }: { group: RingGroupRow | null; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm<Values>({
    name: group?.name ?? "",
    strategy: group?.strategy ?? "in_order",
    ringSeconds: String(group?.ringSeconds ?? 20),
    timeZone: group?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    hours: group?.hours ?? [],
    agents: group?.agents ?? [{ number: "", label: "" }],
  });
  const saved = {
    onSuccess: () => {
      toast.success(`${values.name.trim()} ${group ? "saved" : "added"}.`);
      close();
      return queries.invalidateQueries(trpc.admin.ringGroups.pathFilter());
    },
  };
  const add = useMutation(trpc.admin.ringGroups.add.mutationOptions(saved));
  const edit = useMutation(trpc.admin.ringGroups.edit.mutationOptions(saved));
  const mutation = group ? edit : add;
  const errors = fieldErrors(mutation.error);

  function send() {
    // Empty rows are not saved.
    const agents = values.agents.filter(({ number, label }) => number || label);
    if (agents.length < values.agents.length) set({ agents });
    const seconds = values.ringSeconds.trim();
    const input = { ...values, agents, ringSeconds: seconds === "" ? null : Number(seconds) };
    if (Number.isNaN(input.ringSeconds)) input.ringSeconds = null;
    if (group) edit.mutate({ id: group.id, ...input });
    else add.mutate(input);
  }

  return (
    <FormDialog
      size="large"
      title={group ? "Edit ring group" : "Add ring group"}
      typed={typed}
      mutation={mutation}
      errors={errors}
      action={group ? "Save" : "Add ring group"}
      onSubmit={send}
      close={close}
    >
      <Field
        label="Name"
        placeholder="Installers"
        autoComplete="off"
        hint="What flow builders choose it by."
        value={values.name}
        error={errors.get("name") ?? null}
        onChange={(event) => set({ name: event.target.value })}
      />
      <AgentRows
        agents={values.agents}
        errors={rowErrors(mutation.error, "agents")}
        onChange={(agents) => set({ agents })}
      />
      <Choices
        kind="one"
        label="Ring"
        options={STRATEGIES}
        value={values.strategy}
        onChange={(strategy) => set({ strategy: strategy as Values["strategy"] })}
      />
      <Field
        label="Ring each phone for"
        inputMode="numeric"
        autoComplete="off"
        hint="Seconds, from 5 to 60. An agent accepts with the key 1, unless the flow says another."
        className="max-w-24 tabular-nums"
        value={values.ringSeconds}
        error={errors.get("ringSeconds") ?? null}
        onChange={(event) => set({ ringSeconds: event.target.value })}
      />
      <HourFields
        title="Working hours"
        always="Always: agents are rung at any time."
        sometimes="Callbacks wait for the next opening; forwards take their exit Outside hours."
        hours={values.hours}
        timeZone={values.timeZone}
        zoneError={errors.get("timeZone") ?? null}
        errors={rowErrors(mutation.error, "hours")}
        onChange={set}
      />
    </FormDialog>
  );
}
