import { Plus, X } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field, Labelled } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Panel } from "@/components/ui/panel";
import { WEEKDAYS } from "@/engine/local-time";
import { US_CALLING_HOURS } from "@/engine/ring-rules/rules";
import { placeOptions } from "./places";
import type { Rules } from "./settings";

type CallingHoursProps = {
  rules: Rules;
  errors: ReadonlyMap<string, string>;
  setRules: (change: Partial<Rules>) => void;
};

type Line = Rules["calling_hours"][number];

const DAYS = { mon: "Mon", tue: "Tue", wed: "Wed", thu: "Thu", fri: "Fri", sat: "Sat", sun: "Sun" };
const EVERYWHERE = { value: "*", label: "Everywhere else" };

/** When contacts may be rung, by the clock where their phone is. */
export function CallingHours({ rules: { calling_hours: lines }, errors, setRules }: CallingHoursProps) {
  const places = useMemo(() => [EVERYWHERE, ...placeOptions()], []);
  const set = (calling_hours: Line[]) => setRules({ calling_hours });
  const change = (at: number, changed: Partial<Line>) =>
    set(lines.map((line, nth) => (nth === at ? { ...line, ...changed } : line)));
  const hasUs = lines.some(({ place }) => place === "US");
  return (
    <Panel
      title="Calling hours"
      aside={
        hasUs ? null : (
          <Button size="small" onClick={() => set([...lines, US_CALLING_HOURS])}>
            United States: 8 to 21
          </Button>
        )
      }
    >
      <div className="grid gap-3">
        <p className="text-quiet">
          By the clock where the number rings. A number that can be in several zones is rung when the hours hold in all
          of them. {lines.length === 0 ? "None are set: contacts may be rung at any hour." : ""}
        </p>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines can be alike, and a line holds nothing that is not given to it.
          <div key={at} className="grid gap-2 rounded-card border border-line p-3">
            <div className="flex items-end gap-2">
              <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-[1fr_8rem_8rem]">
                <Labelled label="Where" error={errors.get(`rules.calling_hours.${at}.place`)}>
                  {(attributes) => (
                    <Combobox
                      {...attributes}
                      value={line.place}
                      placeholder="Choose a place"
                      options={places}
                      onChange={(place) => place && change(at, { place })}
                    />
                  )}
                </Labelled>
                <Field
                  label="From"
                  type="time"
                  value={line.from}
                  error={errors.get(`rules.calling_hours.${at}.from`) ?? null}
                  onChange={(event) => change(at, { from: event.target.value })}
                />
                <Field
                  label="To"
                  type="time"
                  value={line.to}
                  error={errors.get(`rules.calling_hours.${at}.to`) ?? null}
                  onChange={(event) => change(at, { to: event.target.value })}
                />
              </div>
              <IconButton label="Remove these hours" onClick={() => set(lines.filter((_, nth) => nth !== at))}>
                <X aria-hidden />
              </IconButton>
            </div>
            <Days
              line={line}
              error={errors.get(`rules.calling_hours.${at}.days`)}
              onChange={(days) => change(at, { days })}
            />
          </div>
        ))}
        <div>
          <Button onClick={() => set([...lines, { ...US_CALLING_HOURS, place: "*" }])}>
            <Plus aria-hidden /> Add hours
          </Button>
        </div>
      </div>
    </Panel>
  );
}

type DaysProps = { line: Line; error: string | undefined; onChange: (days: Line["days"]) => void };

function Days({ line, error, onChange }: DaysProps) {
  return (
    <fieldset className="flex flex-wrap gap-x-3 gap-y-1">
      <legend className="sr-only">Days</legend>
      {WEEKDAYS.map((day) => (
        <label key={day} className="flex items-center gap-1.5">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={line.days.includes(day)}
            onChange={(event) =>
              onChange(WEEKDAYS.filter((one) => (one === day ? event.target.checked : line.days.includes(one))))
            }
          />
          {DAYS[day]}
        </label>
      ))}
      {error ? <p className="w-full text-bad text-label">{error}</p> : null}
    </fieldset>
  );
}
