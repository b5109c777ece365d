"use client";
import { useState } from "react";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { fieldErrors } from "../../../../_parts/field-errors";
import { FormDialog } from "../../../_parts/form-dialog";
import { localMoment } from "../../../_parts/local-moment";

type Range = { from: Date; to: Date; onlyDead: boolean };

type SendAgainDialogProps = {
  mutation: { isPending: boolean; isPaused: boolean; error: unknown };
  send: (range: Range) => void;
  close: () => void;
};

const HOUR_MS = 3_600_000;

/** Asks which events of a time are sent again. */
export function SendAgainDialog({ mutation, send, close }: SendAgainDialogProps) {
  const [from, setFrom] = useState(() => localMoment(new Date(Date.now() - HOUR_MS)));
  const [to, setTo] = useState(() => localMoment(new Date(Date.now() + 60_000)));
  const [which, setWhich] = useState("dead");
  const isRange = from !== "" && to !== "" && new Date(from) <= new Date(to);
  const [asked, setAsked] = useState(false);
  function submit() {
    setAsked(true);
    if (isRange) send({ from: new Date(from), to: new Date(to), onlyDead: which === "dead" });
  }
  return (
    <FormDialog
      title="Send a range again"
      text="At most a thousand events, the oldest first, each with the id that it had: a receiver that keeps the ids takes none twice."
      typed={false}
      mutation={mutation}
      errors={fieldErrors(mutation.error)}
      action="Send again"
      onSubmit={submit}
      close={close}
    >
      <Field label="From" type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      <Field
        label="To"
        type="datetime-local"
        value={to}
        error={asked && !isRange ? "Choose a time after the first." : null}
        onChange={(event) => setTo(event.target.value)}
      />
      <Choices
        kind="one"
        label="Which"
        value={which}
        onChange={setWhich}
        options={[
          { value: "dead", label: "Those that were given up" },
          { value: "all", label: "All that are over", text: "Those that were delivered, too." },
        ]}
      />
    </FormDialog>
  );
}
