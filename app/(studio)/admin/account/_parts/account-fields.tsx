import { useId } from "react";
import { LanguagePicker } from "@/components/language/language-picker";
import { TimeZonePicker } from "@/components/time-zone/time-zone-picker";
import { Field, Labelled } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { Switch } from "@/components/ui/switch";
import type { AccountSettings, Rules } from "./settings";

type Values = Omit<AccountSettings, "stopped" | "mostStarts" | "numbers" | "currency">;
type AccountFieldsProps = {
  values: Values;
  mostStarts: number;
  errors: ReadonlyMap<string, string>;
  set: (change: Partial<Values>) => void;
  setRules: (change: Partial<Rules>) => void;
};

export function AccountFields({ values, mostStarts, errors, set, setRules }: AccountFieldsProps) {
  return (
    <Panel title="Account">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Name"
          value={values.name}
          error={errors.get("name") ?? null}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Labelled label="Time zone" hint="The account's days begin by its clock." error={errors.get("timeZone")}>
          {(attributes) => (
            <TimeZonePicker {...attributes} value={values.timeZone} onChange={(timeZone) => set({ timeZone })} />
          )}
        </Labelled>
        <Labelled label="Language" hint="New flows speak it." error={errors.get("language")}>
          {(attributes) => (
            <LanguagePicker
              {...attributes}
              value={values.language}
              onChange={(language) => language && set({ language })}
            />
          )}
        </Labelled>
        <Field
          label="Starts a second"
          type="number"
          min={1}
          max={mostStarts}
          hint={`At most ${mostStarts}, by your operator.`}
          value={values.ratePerSecond}
          error={errors.get("ratePerSecond") ?? null}
          onChange={(event) => set({ ratePerSecond: Number(event.target.value) })}
        />
        <Field
          label="Days that interactions are kept"
          type="number"
          min={7}
          max={3650}
          hint="Then they are deleted with all that belongs to them."
          value={values.retentionDays}
          error={errors.get("retentionDays") ?? null}
          onChange={(event) => set({ retentionDays: Number(event.target.value) })}
        />
      </div>
      <div className="mt-4 grid gap-3">
        <LabelledSwitch
          label="Sandbox only"
          text="Numbers at any other carrier ring nobody."
          on={values.sandboxOnly}
          onChange={(sandboxOnly) => set({ sandboxOnly })}
        />
        <LabelledSwitch
          label="Count sandbox calls"
          text="Calls over a sandbox ring no real phone; counted, they show what the limits do."
          on={values.rules.count_sandbox}
          onChange={(count_sandbox) => setRules({ count_sandbox })}
        />
      </div>
    </Panel>
  );
}

type LabelledSwitchProps = { label: string; text: string; on: boolean; onChange: (on: boolean) => void };

function LabelledSwitch({ label, text, on, onChange }: LabelledSwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4">
      <div>
        <p id={id} className="font-medium text-label">
          {label}
        </p>
        <p className="text-label text-quiet">{text}</p>
      </div>
      <Switch aria-labelledby={id} checked={on} onChange={onChange} />
    </div>
  );
}
