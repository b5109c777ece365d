"use client";
import { X } from "lucide-react";
import { useMemo } from "react";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import { countryName } from "@/engine/country-name";

type CountryListProps = {
  all: readonly string[];
  chosen: readonly string[];
  error: string | null;
  onChange: (countries: string[]) => void;
};

/** The countries whose numbers visitors may write; the account's own rules hold beside them. */
export function CountryList({ all, chosen, error, onChange }: CountryListProps) {
  const options = useMemo(
    () =>
      all
        .map((code) => ({ value: code, label: countryName(code), detail: code }))
        .sort((a, b) => a.label.localeCompare(b.label, "en")),
    [all],
  );
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 font-medium text-label">Countries of visitors' numbers</legend>
      <Combobox
        aria-label="Add a country"
        aria-invalid={error ? true : undefined}
        className="sm:max-w-80"
        value={null}
        placeholder="Add a country"
        options={options.filter(({ value }) => !chosen.includes(value))}
        onChange={(country) => country && onChange([...chosen, country])}
      />
      {chosen.length > 0 ? (
        <ul aria-label="Countries" className="flex flex-wrap gap-2">
          {chosen.map((country) => (
            <li key={country} className="flex items-center gap-1 rounded-control border border-line pl-2">
              {countryName(country)}
              <IconButton
                label={`Remove ${countryName(country)}`}
                onClick={() => onChange(chosen.filter((one) => one !== country))}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
      {error ? <p className="text-bad text-label">{error}</p> : null}
    </fieldset>
  );
}
