import { type Auth, isAuth } from "./auth-labels";
import type { EditableConnection } from "./connection";

export type ConnectionValues = {
  name: string;
  baseUrl: string;
  auth: Auth;
  user: string;
  header: string;
  tokenUrl: string;
  clientId: string;
  scope: string;
  sendAs: "basic" | "body";
  secret: string;
};

/** The form's first values: all but the secret, which is never sent to the browser. */
export function firstValues(connection: EditableConnection | null): ConnectionValues {
  const {
    user = "",
    header = "X-API-Key",
    tokenUrl = "",
    clientId = "",
    scope = "",
    sendAs = "basic",
  } = connection?.settings ?? {};
  const auth = connection && isAuth(connection.auth) ? connection.auth : "none";
  const { name = "", baseUrl = "" } = connection ?? {};
  return { name, baseUrl, auth, user, header, tokenUrl, clientId, scope, sendAs, secret: "" };
}

/** Whether the stored secret would be sent to another server or account than it was entered for: it must be entered again. */
export function needsNewSecret(connection: EditableConnection, values: ConnectionValues): boolean {
  const { auth, settings, baseUrl } = connection;
  const { user = "", clientId = "", tokenUrl = "" } = settings;
  const place = (kind: string, base: string, ...rest: string[]) => JSON.stringify([kind, originOf(base), ...rest]);
  const asked = {
    user: values.auth === "basic" ? values.user : "",
    clientId: values.auth === "oauth2_client_credentials" ? values.clientId : "",
    tokenUrl: values.auth === "oauth2_client_credentials" ? values.tokenUrl : "",
  };
  return (
    place(auth, baseUrl, user, clientId, tokenUrl) !==
    place(values.auth, values.baseUrl, asked.user, asked.clientId, asked.tokenUrl)
  );
}

const originOf = (address: string) => (URL.canParse(address) ? new URL(address).origin : address);
