import { expect, test } from "vitest";
import { setEnvironment } from "../support/environment";

setEnvironment({ DATABASE_URL: "postgres://nobody@127.0.0.1/none" });
const { audienceOf } = await import("@/server/resources/salesforce/address");

/** Salesforce Help, "OAuth 2.0 JWT Bearer Flow": production and sandboxes are known by one name each. */
test.each([
  ["https://login.salesforce.com", "https://login.salesforce.com"],
  ["https://acme.my.salesforce.com", "https://login.salesforce.com"],
  ["https://acme.develop.my.salesforce.com", "https://login.salesforce.com"],
  ["https://test.salesforce.com", "https://test.salesforce.com"],
  ["https://acme--uat.sandbox.my.salesforce.com", "https://test.salesforce.com"],
  ["https://acme--uat.my.salesforce.com", "https://test.salesforce.com"],
  ["https://cs42.salesforce.com", "https://test.salesforce.com"],
  ["https://acme.my.site.com", "https://acme.my.site.com"],
])("an assertion sent to %s is for %s", (login, audience) => {
  expect(audienceOf(login)).toBe(audience);
});
