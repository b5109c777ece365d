import { expect, it } from "vitest";
import { countryOf, isPremium, toE164 } from "@/engine/phone-number";

// Asked twice: what is remembered of a text says the same as what was read from it.
it.each([
  ["+12025550140", { e164: "+12025550140", country: "US", isPremium: false }],
  ["+1 (202) 555-0140", { e164: "+12025550140", country: "US", isPremium: false }],
  ["+442079460000", { e164: "+442079460000", country: "GB", isPremium: false }],
  ["+449012345678", { e164: "+449012345678", country: "GB", isPremium: true }],
  ["+12", { e164: null, country: null, isPremium: false }],
  ["anonymous", { e164: null, country: null, isPremium: false }],
  [`+1${"0".repeat(40)}`, { e164: null, country: null, isPremium: false }],
])("%s", (text, facts) => {
  const asked = () => ({ e164: toE164(text), country: countryOf(text), isPremium: isPremium(text) });
  expect(asked()).toEqual(facts);
  expect(asked()).toEqual(facts);
});
