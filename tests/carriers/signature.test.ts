import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { adapterFor } from "@/server/carriers/adapters";

const adapter = adapterFor("sandbox", () => Promise.reject(new Error("no network")))!;

/** The official library's own test vectors: token, address, parameters, and the signature they must have. */
const TOKEN = "12345";
const VECTOR = {
  publicUrl: "https://mycompany.com",
  path: "/myapp.php?foo=1&bar=2",
  form: [
    ["CallSid", "CA1234567890ABCDE"],
    ["Caller", "+14158675309"],
    ["Digits", "1234"],
    ["From", "+14158675309"],
    ["To", "+18005551212"],
  ],
  signature: "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
};

function signed(token: string, url: string, form: string[][], hash = "sha1"): string {
  const names = [...new Set(form.map(([name]) => name as string))].sort();
  // Repeated parameters count once each value, in order of value.
  const values = (name: string) =>
    [...new Set(form.filter(([key]) => key === name).map(([, value]) => value as string))].sort();
  return createHmac(hash, token)
    .update(
      url +
        names
          .map((name) =>
            values(name)
              .map((value) => name + value)
              .join(""),
          )
          .join(""),
    )
    .digest("base64");
}

type Case = {
  name: string;
  publicUrl?: string;
  sentTo?: string;
  form?: string[][];
  signature?: string | null;
  tokens?: string[];
  /** The header that comes with a shared key's signature. */
  settings?: string;
  sharedKeys?: string[];
  json?: string;
  genuine: boolean;
};

const url = VECTOR.publicUrl + VECTOR.path;
const json = '{"property": "value", "boolean": true}';
const jsonPath = `/voice?bodySHA256=${createHash("sha256").update(json).digest("hex")}`;

const KEY = "a-shared-key";
const byKey = { settings: "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256", sharedKeys: [KEY] };
const keySigned = signed(KEY, url, VECTOR.form, "sha256");

const CASES: Case[] = [
  { name: "the official vector", genuine: true },
  { name: "another token", tokens: ["54321"], genuine: false },
  { name: "the second of two tokens, while one is rotated", tokens: ["54321", TOKEN], genuine: true },
  { name: "a token that was rotated out", tokens: ["54321", "99999"], genuine: false },
  { name: "no signature", signature: null, genuine: false },
  { name: "an empty signature", signature: "", genuine: false },
  { name: "a parameter added", form: [...VECTOR.form, ["Admin", "true"]], genuine: false },
  { name: "a parameter left out", form: VECTOR.form.slice(1), genuine: false },
  { name: "a parameter changed", form: [["CallSid", "CAother"], ...VECTOR.form.slice(1)], genuine: false },
  { name: "a parameter repeated by a stranger", form: [...VECTOR.form, ["To", "+19005551212"]], genuine: false },
  { name: "the query changed", sentTo: "/myapp.php?foo=1&bar=3", genuine: false },
  {
    name: "signed for the address with its standard port",
    signature: signed(TOKEN, `https://mycompany.com:443${VECTOR.path}`, VECTOR.form),
    genuine: true,
  },
  {
    name: "signed for another port",
    signature: signed(TOKEN, `https://mycompany.com:8443${VECTOR.path}`, VECTOR.form),
    genuine: false,
  },
  { name: "signed without the port we are configured with", publicUrl: "https://mycompany.com:8443", genuine: true },
  {
    name: "signed for another host",
    signature: signed(TOKEN, `https://evil.example${VECTOR.path}`, VECTOR.form),
    genuine: false,
  },
  {
    name: "signed for http where we are https",
    signature: signed(TOKEN, `http://mycompany.com${VECTOR.path}`, VECTOR.form),
    genuine: false,
  },
  {
    name: "genuinely repeated parameters",
    form: [...VECTOR.form, ["Sip", "b"], ["Sip", "a"]],
    signature: signed(TOKEN, url, [...VECTOR.form, ["Sip", "b"], ["Sip", "a"]]),
    genuine: true,
  },
  {
    name: "a JSON body by its digest",
    json,
    sentTo: jsonPath,
    signature: signed(TOKEN, VECTOR.publicUrl + jsonPath, []),
    genuine: true,
  },
  {
    name: "a JSON body that was changed",
    json: `${json} `,
    sentTo: jsonPath,
    signature: signed(TOKEN, VECTOR.publicUrl + jsonPath, []),
    genuine: false,
  },
  { name: "13.28 a shared key", ...byKey, signature: keySigned, genuine: true },
  {
    name: "13.28 a shared key, its settings in another order and in lower case",
    ...{ ...byKey, settings: "algorithm=hmac_sha256, key=webhooks_sharedkey_1" },
    ...{ signature: keySigned, genuine: true },
  },
  {
    name: "13.28 the old of two shared keys, while one is replaced",
    ...{ ...byKey, sharedKeys: ["the-new-one", KEY], signature: keySigned, genuine: true },
  },
  {
    name: "13.28 a shared key by SHA-1, as its settings say",
    ...{ settings: "key=1,algorithm=HMAC_SHA1", sharedKeys: [KEY] },
    ...{ signature: signed(KEY, url, VECTOR.form), genuine: true },
  },
  {
    name: "13.28 a shared key, over a JSON body by its digest",
    ...{ ...byKey, json, sentTo: jsonPath },
    ...{ signature: signed(KEY, VECTOR.publicUrl + jsonPath, [], "sha256"), genuine: true },
  },
  {
    name: "13.28 a shared key, a parameter changed",
    ...{ ...byKey, form: [["CallSid", "CAother"], ...VECTOR.form.slice(1)], signature: keySigned, genuine: false },
  },
  {
    name: "13.28 a shared key that the row does not have",
    ...byKey,
    sharedKeys: [],
    signature: keySigned,
    genuine: false,
  },
  { name: "13.28 another shared key", ...byKey, sharedKeys: ["another"], signature: keySigned, genuine: false },
  {
    name: "13.28 the token, by the algorithm of shared keys",
    ...{ ...byKey, sharedKeys: [], signature: signed(TOKEN, url, VECTOR.form, "sha256"), genuine: false },
  },
  {
    name: "13.28 the token, with the settings of a shared key",
    ...{ ...byKey, settings: "key=1", signature: VECTOR.signature, genuine: false },
  },
  { name: "13.28 a shared key without its settings", sharedKeys: [KEY], signature: keySigned, genuine: false },
  {
    name: "13.28 an algorithm that nobody knows",
    ...{ ...byKey, settings: "key=1,algorithm=none", signature: keySigned, genuine: false },
  },
];

describe("the carrier's signature", () => {
  it.each(CASES)(
    "$name: $genuine",
    ({
      publicUrl = VECTOR.publicUrl,
      sentTo = VECTOR.path,
      form = VECTOR.form,
      signature = VECTOR.signature,
      tokens = [TOKEN],
      settings,
      sharedKeys = [],
      json: body,
      genuine,
    }) => {
      const headers = new Headers({ "content-type": body ? "application/json" : "application/x-www-form-urlencoded" });
      if (signature !== null) headers.set("x-twilio-signature", signature);
      if (settings) headers.set("x-twilio-webhooks-signature-settings", settings);
      // The address the request reached us at is the proxy's business: only the configured one counts.
      const sent = body ?? new URLSearchParams(form).toString();
      const request = {
        url: `http://10.0.0.7:3000${sentTo}`,
        headers,
        body: sent,
        form: new URLSearchParams(sent),
      };
      const keys = { tokens, sharedKeys: sharedKeys.map((secret, index) => ({ id: `key_${index}`, secret })) };
      expect(adapter.verify(request, publicUrl, keys)).toBe(genuine);
    },
  );
});
