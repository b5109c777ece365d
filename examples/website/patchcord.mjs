// Patchcord's API for the website's back end: fetches a token when it needs one, and calls the API. No dependencies.
import { randomUUID } from "node:crypto";

/** Fetches a new token so long before the present one expires. */
const EARLY_MS = 30_000;

/**
 * @param {{baseUrl: string, clientId: string, clientSecret: string, flowId: string}} settings
 */
export function patchcord({ baseUrl, clientId, clientSecret, flowId }) {
  let token = { value: "", until: 0 };

  async function accessToken() {
    if (Date.now() < token.until) return token.value;
    const credentials = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString(
      "base64",
    );
    const response = await fetch(`${baseUrl}/api/oauth/token`, {
      method: "POST",
      headers: { Authorization: `Basic ${credentials}`, "Content-Type": "application/x-www-form-urlencoded" },
      body: "grant_type=client_credentials",
    });
    if (!response.ok) throw new Error(`No token: HTTP ${response.status}`);
    const { access_token, expires_in } = await response.json();
    token = { value: access_token, until: Date.now() + expires_in * 1000 - EARLY_MS };
    return token.value;
  }

  /** Sends a request with a token; if the token has been revoked, fetches a new one and sends the request once more. */
  async function authorized(url, init = {}) {
    for (const again of [true, false]) {
      const headers = { ...init.headers, Authorization: `Bearer ${await accessToken()}` };
      const response = await fetch(url, { ...init, headers });
      if (response.status !== 401 || !again) return response;
      token = { value: "", until: 0 };
    }
  }

  async function read(response) {
    if (!response.ok) throw new Error(`Patchcord answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  return {
    /** Starts the call. The key makes a repeated request harmless: it never rings the customer twice. */
    start: (args, key = randomUUID()) =>
      authorized(`${baseUrl}/api/flows/${flowId}/interactions`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": key },
        body: JSON.stringify(args),
      }),
    /** Has Patchcord tell us what becomes of calls; returns the secret that its messages are signed with. */
    listen: async (name, url, types) => {
      const { webhooks } = await read(await authorized(`${baseUrl}/api/webhooks`));
      const former = webhooks.find((one) => one.name === name);
      // Its secret was shown once: a site that keeps it in its settings need not make the endpoint anew.
      if (former) await authorized(`${baseUrl}/api/webhooks/${former.webhook_id}`, { method: "DELETE" });
      const body = JSON.stringify({ name, url, types, flows: [flowId] });
      const init = { method: "POST", headers: { "Content-Type": "application/json" }, body };
      return (await read(await authorized(`${baseUrl}/api/webhooks`, init))).secret;
    },
    read: (interaction) => authorized(`${baseUrl}/api/flows/${flowId}/interactions/${interaction}`),
  };
}
