/** That the contact has agreed to be called, as a website took it down: for what, to which text, when (ISO 8601) and where. */
export type Consent = { purpose: string; text_version: string; at: string; source: string };
