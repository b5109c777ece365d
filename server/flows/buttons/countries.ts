import parsePhoneNumber, {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  isSupportedCountry,
} from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";

/** A country as a button's page needs it: `format` is how a number is grouped there, # for each digit. */
export type CallingCountry = { country: string; code: string; format: string };

export const CALLING_COUNTRIES: readonly string[] = getCountries();

export function isCallingCountry(country: string): boolean {
  return isSupportedCountry(country);
}

export function callingCountry(country: string): CallingCountry {
  const known = country as CountryCode;
  const example = getExampleNumber(known, examples)?.formatNational() ?? "";
  return { country, code: getCountryCallingCode(known), format: example.replace(/\d/g, "#") };
}

/**
 * The E.164 number that a visitor means who has chosen a country, or has written a plus; null for what is no number, has an extension,
 * or rings outside of `countries`.
 */
export function readVisitorNumber(text: string, country: string, countries: readonly string[]): string | null {
  if (!countries.includes(country)) return null;
  const number = parsePhoneNumber(text, { defaultCountry: country as CountryCode, extract: false });
  if (!number?.isValid() || number.ext || !number.country || !countries.includes(number.country)) return null;
  return number.number;
}
