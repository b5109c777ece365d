"use client";
import { useMemo } from "react";
import { ChosenList } from "@/components/ui/chosen-list";
import { countryName } from "@/engine/country-name";

type CountryListProps = {
  all: readonly string[];
  chosen: readonly string[];
  error: string | null;
  onChange: (countries: string[]) => void;
};

/** The countries whose numbers visitors may write; the account's own rules hold beside them. */
export function CountryList({ all, ...rest }: CountryListProps) {
  const options = useMemo(
    () =>
      all
        .map((code) => ({ value: code, label: countryName(code), detail: code }))
        .sort((a, b) => a.label.localeCompare(b.label, "en")),
    [all],
  );
  return (
    <ChosenList
      legend="Countries of visitors' numbers"
      label="Countries"
      add="Add a country"
      options={options}
      {...rest}
    />
  );
}
