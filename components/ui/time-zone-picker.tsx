"use client";
import { useMemo } from "react";
import { Combobox, type ComboboxProps, type Option } from "./combobox";

type TimeZonePickerProps = Omit<ComboboxProps, "options" | "placeholder" | "none" | "empty" | "footer" | "onChange"> & {
  onChange: (zone: string) => void;
};

/** A select of the browser's time zones, the user's own first, each with its current offset from UTC. */
export function TimeZonePicker({ value, onChange, ...rest }: TimeZonePickerProps) {
  const options = useMemo(() => {
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const zones = new Set([...(value ? [value] : []), own, "UTC", ...Intl.supportedValuesOf("timeZone")]);
    return [...zones].map(optionOf);
  }, [value]);
  return (
    <Combobox
      {...rest}
      value={value}
      options={options}
      onChange={(zone) => zone !== null && onChange(zone)}
      placeholder="Choose a time zone"
    />
  );
}

/** Computing all 400 offsets takes 70 ms, so each is computed when it is first read. */
const offsets = new Map<string, string>();

function optionOf(zone: string): Option {
  return {
    value: zone,
    label: zone.replaceAll("_", " "),
    get detail() {
      const known = offsets.get(zone) ?? offsetOf(zone);
      offsets.set(zone, known);
      return known;
    },
  };
}

/** "UTC+05:45". */
function offsetOf(zone: string): string {
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    const name = format.formatToParts().find(({ type }) => type === "timeZoneName")?.value ?? "";
    return name.replace("GMT", "UTC");
  } catch {
    return "";
  }
}
