import type { ButtonInput, ButtonRow, ButtonSetup } from "./website-button";

/** Where an argument of the flow comes from. */
export type Source = "number" | "text" | "fixed";
export type ArgumentRow = {
  argument: string;
  source: Source;
  value: string;
  label: string;
  pattern: string;
  maxLength: string;
  required: boolean;
};

/** The form's own values: numbers and lists as they are typed. */
export type FormValues = Omit<ButtonInput, "origins" | "number" | "texts" | "fixed" | Limit> &
  Record<Limit, string> & { origins: string; rows: ArgumentRow[] };

export const LIMITS = ["perNetworkHour", "perNumberDay", "perHour", "perDay"] as const;
export type Limit = (typeof LIMITS)[number];

const NEW_LIMITS: Record<Limit, number> = { perNetworkHour: 10, perNumberDay: 3, perHour: 20, perDay: 100 };

/** What the form begins with: the button's values, or those of a new one. */
export function firstValues(button: ButtonRow | null, setup: ButtonSetup): FormValues {
  const values = button?.values;
  const flowId = values?.flowId ?? setup.flows[0]?.id ?? "";
  const limits = Object.fromEntries(LIMITS.map((limit) => [limit, String(values?.[limit] ?? NEW_LIMITS[limit])]));
  return {
    ...{ name: values?.name ?? "", flowId, origins: (values?.origins ?? []).join("\n") },
    ...{ business: values?.business ?? "", reason: values?.reason ?? "", asksFirst: values?.asksFirst ?? true },
    ...{ words: values?.words ?? [], colour: values?.colour ?? "#1f4d3d" },
    countries: values?.countries ?? [...setup.ownCountries],
    ...(limits as Record<Limit, string>),
    ...{ timeZone: values?.timeZone ?? setup.timeZone, hours: values?.hours ?? [] },
    rows: rowsOf(setup, flowId, values),
  };
}

/** A row for each argument of a flow; of a new button, the first is the visitor's number. */
export function rowsOf(setup: ButtonSetup, flowId: string, values?: ButtonRow["values"]): ArgumentRow[] {
  const names = setup.flows.find(({ id }) => id === flowId)?.arguments.map(({ name }) => name) ?? [];
  return names.map((argument, at): ArgumentRow => {
    const row = { argument, value: "", label: "", pattern: "", maxLength: "60", required: true };
    const text = values?.texts.find((one) => one.argument === argument);
    if (text) return { ...text, value: "", maxLength: String(text.maxLength), source: "text" };
    const fixed = values?.fixed.find((one) => one.argument === argument);
    if (fixed) return { ...row, source: "fixed", value: fixed.value };
    const number = values ? values.number : names[0];
    return { ...row, source: argument === number || (!values && at === 0) ? "number" : "fixed" };
  });
}

/** What is sent; a number that is none is null, which the server tells about. */
export function inputOf({ origins, rows, ...values }: FormValues): ButtonInput {
  const count = (typed: string) => (typed.trim() === "" || Number.isNaN(Number(typed)) ? null : Number(typed));
  const limits = Object.fromEntries(LIMITS.map((limit) => [limit, count(values[limit])]));
  return {
    ...values,
    ...(limits as Record<Limit, number | null>),
    origins: origins.split(/[\s,]+/).filter(Boolean),
    number: rows.find(({ source }) => source === "number")?.argument ?? "",
    texts: rows
      .filter(({ source }) => source === "text")
      .map(({ argument, label, pattern, maxLength, required }) => {
        return { argument, label, pattern, maxLength: count(maxLength), required };
      }),
    fixed: rows.filter(({ source }) => source === "fixed").map(({ argument, value }) => ({ argument, value })),
    words: values.words.filter(({ label, consent }) => label || consent),
  };
}
