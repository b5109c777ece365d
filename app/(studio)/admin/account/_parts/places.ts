import { getCountries } from "libphonenumber-js/max";
import type { Option } from "@/components/ui/combobox";
import { NETWORKS, type Place, placeText } from "@/engine/ring-rules/places";

/** Countries whose personal numbers or pagers can be named apart. */
const APART: Place[] = ["US/personal", "GB/personal", "GB/pager"];

/** "Germany", "Satellite phones (Inmarsat), +870", "Personal numbers, United States". */
export function placeName(place: Place): string {
  const text = placeText(place);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Every place that an account can list: countries by name, then networks. */
export function placeOptions(): Option[] {
  const countries = getCountries().map((code) => ({ value: code, label: placeName(code), detail: code }));
  const apart = [...APART, ...Object.keys(NETWORKS)].map((code) => ({ value: code, label: placeName(code) }));
  return [...countries.sort((a, b) => a.label.localeCompare(b.label, "en")), ...apart];
}
