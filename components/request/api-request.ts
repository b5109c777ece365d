import type { Consent } from "@/engine/contract";

/** The request that starts a flow, as the snippets need it. */
export type ApiRequest = {
  url: string;
  tokenUrl: string;
  scope: string;
  arguments: { name: string; example?: string | null }[];
  /** The flow requires that the request says what the contact has agreed to. */
  consent?: boolean;
  /** The OAuth client's id to write into the snippets; without it a placeholder is written. */
  clientId?: string;
};

/** Code that gets a token, and code that starts the interaction with it; joined in this order they are a program. */
export type Snippet = { token: string; start: string };

export const CLIENT_ID = "YOUR_CLIENT_ID";
export const CLIENT_SECRET = "YOUR_CLIENT_SECRET";

const CONSENT_EXAMPLE: Consent = {
  purpose: "A call about your request",
  text_version: "2026-03",
  at: "2026-03-01T12:00:00Z",
  source: "https://www.example.com/contact",
};

/** The request's body: for each argument its example, or a placeholder with its name; and a consent where the flow requires one. */
export function bodyOf({ arguments: list, consent }: ApiRequest): Record<string, string | Consent> {
  const values = Object.fromEntries(list.map(({ name, example }) => [name, example || `<${name}>`]));
  return consent ? { ...values, _consent: CONSENT_EXAMPLE } : values;
}

export function bodyText(request: ApiRequest): string {
  return JSON.stringify(bodyOf(request), null, 2);
}

export const clientIdOf = ({ clientId }: ApiRequest): string => clientId ?? CLIENT_ID;

export const program = ({ token, start }: Snippet): string => `${token}\n\n${start}\n`;
