import { Field } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { numberOf, type Rules } from "./settings";

type LimitsProps = {
  rules: Rules;
  /** That of the operator's prices; null: there are none, and no call can be counted in money. */
  currency: string | null;
  errors: ReadonlyMap<string, string>;
  setRules: (change: Partial<Rules>) => void;
};

const MANY = [
  { key: "per_account", title: "The whole account" },
  { key: "per_flow", title: "Each flow" },
  { key: "per_client", title: "Each API client, and each button" },
] as const;

const MANY_FIELDS = [
  { name: "hour", label: "Rings an hour" },
  { name: "day", label: "Rings a day" },
  { name: "calls", label: "Calls at once" },
  { name: "minutes", label: "Minutes a day" },
] as const;

/** How often one number rings, and how often the account does. An empty field is no limit. */
export function Limits({ rules, currency, errors, setRules }: LimitsProps) {
  const number = rules.per_number;
  const setNumber = (change: Partial<Rules["per_number"]>) => setRules({ per_number: { ...number, ...change } });
  return (
    <Panel title="Limits">
      <div className="grid gap-5">
        <Group
          title="Rings of one contact's number"
          text="So that no phone rings without end; the rest is for one who declined. Agents' phones are not limited."
        >
          <Most
            label="An hour"
            value={number.hour}
            error={errors.get("rules.per_number.hour")}
            onChange={(hour) => setNumber({ hour })}
          />
          <Most
            label="A day"
            value={number.day}
            error={errors.get("rules.per_number.day")}
            onChange={(day) => setNumber({ day })}
          />
          <Most
            label="A week"
            value={number.week}
            error={errors.get("rules.per_number.week")}
            onChange={(week) => setNumber({ week })}
          />
          <Most
            label="Minutes of rest"
            value={number.pause_minutes}
            error={errors.get("rules.per_number.pause_minutes")}
            onChange={(pause_minutes) => setNumber({ pause_minutes })}
          />
        </Group>
        {MANY.map(({ key, title }) => (
          <Group key={key} title={title}>
            {MANY_FIELDS.map(({ name, label }) => (
              <Most
                key={name}
                label={label}
                value={rules[key][name]}
                error={errors.get(`rules.${key}.${name}`)}
                onChange={(most) => setRules({ [key]: { ...rules[key], [name]: most } })}
              />
            ))}
            {currency || rules[key].money !== null ? (
              <Most
                label={currency ? `Money a day (${currency})` : "Money a day"}
                value={rules[key].money}
                error={errors.get(`rules.${key}.money`)}
                onChange={(money) => setRules({ [key]: { ...rules[key], money } })}
              />
            ) : null}
          </Group>
        ))}
        <p className="text-label text-quiet">
          A joined call is two, the contact's and the agent's. Minutes count as they begin; calls that run when a limit
          is reached may finish.{" "}
          {currency ? null : "Money can be limited once your operator has set prices (npm run prices:set)."}
        </p>
      </div>
    </Panel>
  );
}

function Group({ title, text, children }: { title: string; text?: string; children: React.ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">{title}</legend>
      {text ? <p className="text-label text-quiet">{text}</p> : null}
      <div className="mt-2 grid grid-cols-2 gap-3 sm:grid-cols-4">{children}</div>
    </fieldset>
  );
}

type MostProps = {
  label: string;
  value: number | null;
  error: string | undefined;
  onChange: (value: number | null) => void;
};

function Most({ label, value, error, onChange }: MostProps) {
  return (
    <Field
      label={label}
      type="number"
      min={1}
      step="any"
      placeholder="No limit"
      value={value ?? ""}
      error={error ?? null}
      onChange={(event) => onChange(numberOf(event.target.value))}
    />
  );
}
