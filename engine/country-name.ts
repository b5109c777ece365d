const NAMES = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** The English name of a country by its ISO 3166 code: "Germany" for "DE". A code without a name stays as it is. */
export const countryName = (code: string): string => NAMES.of(code) ?? code;
