"use client";
import { useMemo } from "react";
import { Combobox, type ComboboxProps, type Option } from "@/components/ui/combobox";
import { canonicalZone, timeZones } from "@/engine/time-zones";

type TimeZonePickerProps = Omit<ComboboxProps, "options" | "placeholder" | "none" | "empty" | "footer" | "onChange"> & {
  onChange: (zone: string) => void;
};

/** A select of the browser's time zones, the user's own first, each with its current offset from UTC; found by former names, too. */
export function TimeZonePicker({ value, onChange, ...rest }: TimeZonePickerProps) {
  // What is no zone here stays as it is, for somebody to see.
  const chosen = value && (canonicalZone(value) ?? value);
  const options = useMemo(() => zoneOptions(chosen), [chosen]);
  return (
    <Combobox
      {...rest}
      value={chosen}
      options={options}
      onChange={(zone) => zone !== null && onChange(zone)}
      placeholder="Choose a time zone"
    />
  );
}

/** Computing all 400 offsets takes 70 ms, so each is computed when it is first read. */
const offsets = new Map<string, string>();

function zoneOptions(chosen: string | null): Option[] {
  const own = canonicalZone(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const formerly = new Map(timeZones().map((zone) => [zone.name, zone.formerly]));
  const first = [chosen, own, "UTC"].filter((zone) => zone !== null);
  return [...new Set([...first, ...formerly.keys()])].map((zone) => optionOf(zone, formerly.get(zone) ?? []));
}

function optionOf(zone: string, formerly: readonly string[]): Option {
  return {
    value: zone,
    also: formerly.join(" ").replaceAll("_", " "),
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
