import type { CarrierKind } from "../../ports/voice";

const dialect = {
  accountLabel: "Account SID",
  accountPattern: /^AC[0-9a-f]{32}$/,
  accountShape: "AC and 32 digits or letters a to f",
  tokenLabel: "Auth token",
  apiKeyLabel: "API key SID",
  apiKeyPattern: /^SK[0-9a-f]{32}$/,
  apiKeyShape: "SK and 32 digits or letters a to f",
  sharedKeyLabel: "Shared key ID",
};

/** The kinds of rows that this adapter serves. */
export const TWILIO_KINDS: CarrierKind[] = [
  // One call a second is what a new account may place.
  { ...dialect, kind: "twilio", label: "Twilio", baseUrl: "https://api.twilio.com", sandbox: false, callsPerSecond: 1 },
  { ...dialect, kind: "sandbox", label: "Sandbox", baseUrl: "", sandbox: true, callsPerSecond: 50 },
];
