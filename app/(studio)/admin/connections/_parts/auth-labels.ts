/** The labels of the authentication methods, in the order they are offered. */
export const AUTH_LABELS = {
  none: "None",
  basic: "Basic: user and password",
  api_key_header: "API key in a header",
  bearer: "Bearer token",
  oauth2_client_credentials: "OAuth 2.0 client credentials",
} as const;
export type Auth = keyof typeof AUTH_LABELS;

export const isAuth = (auth: string): auth is Auth => Object.hasOwn(AUTH_LABELS, auth);

/** The label of each method's secret. */
export const SECRET_LABELS: Record<Exclude<Auth, "none">, string> = {
  basic: "Password",
  api_key_header: "Key",
  bearer: "Token",
  oauth2_client_credentials: "Client secret",
};
