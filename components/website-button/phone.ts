import type { Look } from "./client";

type Countries = Look["countries"];

/** The country to begin with: that of the first language tag that names one of them, such as "en-GB"; else the first. */
export function countryFor(tags: readonly string[], countries: Countries): string {
  for (const tag of tags) {
    const region = tag.split("-").find((part) => /^[A-Z]{2}$/.test(part));
    if (countries.some(({ country }) => country === region)) return region as string;
  }
  return countries[0]?.country ?? "";
}

/** The digits of a number as they are grouped in its country. What has a plus, or more digits than the format, is left as it is. */
export function grouped(typed: string, format: string): string {
  const digits = typed.replace(/\D/g, "");
  const places = format.match(/#/g)?.length ?? 0;
  if (typed.trim().startsWith("+") || digits === "" || digits.length > places) return typed;
  let at = 0;
  let made = "";
  for (const sign of format) {
    if (at === digits.length) break;
    made += sign === "#" ? digits[at++] : sign;
  }
  return made;
}
