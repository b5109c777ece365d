import { TriangleAlert, X } from "lucide-react";
import { useMemo, useState } from "react";
import { Choices } from "@/components/ui/choices";
import { Combobox } from "@/components/ui/combobox";
import { Confirm } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { countryOf } from "@/engine/phone-number";
import { fraudRisk } from "@/engine/ring-rules/fraud-risk";
import { placeName, placeOptions } from "./places";
import type { Rules } from "./settings";

type CountriesProps = {
  rules: Rules;
  numbers: readonly string[];
  errors: ReadonlyMap<string, string>;
  setRules: (change: Partial<Rules>) => void;
};

type Listed = Extract<Rules["countries"], { allow: "listed" }>;

/** Which countries and networks the account may ring. */
export function Countries({ rules: { countries }, numbers, errors, setRules }: CountriesProps) {
  const own = useMemo(() => [...new Set(numbers.flatMap((number) => countryOf(number) ?? []))], [numbers]);
  const ownText = own.length > 0 ? own.map(placeName).join(", ") : "None, since the account has no number yet";
  const [kept, keep] = useState<Listed>({ allow: "listed", places: own, confirmed: own });
  function choose(allow: string) {
    if (countries.allow === "listed") keep(countries);
    setRules({ countries: allow === "listed" ? kept : { allow: allow as "own" | "any" } });
  }
  const error = errors.get("rules.countries.places") ?? errors.get("rules.countries") ?? null;
  return (
    <Panel title="Countries">
      <div className="grid gap-4">
        <Choices
          kind="one"
          label="May be rung"
          value={countries.allow}
          onChange={choose}
          options={[
            { value: "own", label: "The countries of our own numbers", text: `${ownText}.` },
            { value: "listed", label: "Only those that are listed", text: "Networks and personal numbers one by one." },
            {
              value: "any",
              label: "Every country and network",
              text: "Satellite phones and places with much toll fraud, too. Who finds your API can ring them at your cost.",
            },
          ]}
        />
        {countries.allow === "any" ? (
          <Notice tone="warn" icon={TriangleAlert}>
            Nothing holds a stolen key back from the dearest numbers of the world.
          </Notice>
        ) : null}
        {countries.allow === "listed" ? (
          <PlaceList countries={countries} error={error} onChange={(changed) => setRules({ countries: changed })} />
        ) : null}
      </div>
    </Panel>
  );
}

type PlaceListProps = { countries: Listed; error: string | null; onChange: (countries: Listed) => void };

function PlaceList({ countries: { places, confirmed }, error, onChange }: PlaceListProps) {
  const options = useMemo(placeOptions, []);
  const [asked, ask] = useState<string | null>(null);
  const add = (place: string, isConfirmed: boolean) =>
    onChange({
      allow: "listed",
      places: [...places, place],
      confirmed: isConfirmed ? [...new Set([...confirmed, place])] : confirmed,
    });
  const remove = (place: string) =>
    onChange({
      allow: "listed",
      places: places.filter((one) => one !== place),
      confirmed: confirmed.filter((one) => one !== place),
    });
  return (
    <div className="grid gap-2">
      <Combobox
        aria-label="Add a country or network"
        aria-invalid={error ? true : undefined}
        className="sm:max-w-80"
        value={null}
        placeholder="Add a country or network"
        options={options.filter(({ value }) => !places.includes(value))}
        onChange={(place) => place && (fraudRisk(place) ? ask(place) : add(place, false))}
      />
      {places.length > 0 ? (
        <ul aria-label="Places that may be rung" className="divide-y divide-line rounded-card border border-line">
          {places.map((place) => (
            <li key={place} className="flex items-center gap-3 py-1 pr-1 pl-3">
              <span className="min-w-0 flex-1 truncate">{placeName(place)}</span>
              {fraudRisk(place) ? <span className="text-label text-warn">High risk of fraud</span> : null}
              <IconButton label={`Remove ${placeName(place)}`} onClick={() => remove(place)}>
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-quiet">Nothing is listed, so nobody is rung.</p>
      )}
      {error ? <p className="text-bad text-label">{error}</p> : null}
      <Confirm
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : ask(null))}
        title={`Allow ${asked ? placeName(asked) : ""}?`}
        text={`It has a high risk of toll fraud. ${asked ? fraudRisk(asked) : ""}`}
        action="Allow it all the same"
        keep="Leave it out"
        onConfirm={() => asked && add(asked, true)}
      />
    </div>
  );
}
