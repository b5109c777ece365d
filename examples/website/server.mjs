// An example website: a home-services provider's page with a "Report a problem" button, and a back end that holds the
// client secret. One small Node server without dependencies: npm run example:website
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { patchcord } from "./patchcord.mjs";
import { verified } from "./verify.mjs";

const here = import.meta.dirname;
const PORT = Number(process.env.WEBSITE_PORT ?? 3300);
const MAX_BODY_BYTES = 4096;
const MAX_EVENT_BYTES = 1_000_000;

/** Settings from the environment, as on a real host; without them those of a local Patchcord's demo world. */
function settings() {
  const { PATCHCORD_URL, PATCHCORD_CLIENT_ID, PATCHCORD_CLIENT_SECRET, PATCHCORD_FLOW_ID, AGENT_NUMBER } = process.env;
  const { PATCHCORD_BUTTON_KEY } = process.env;
  if (PATCHCORD_URL) {
    return {
      baseUrl: PATCHCORD_URL,
      clientId: PATCHCORD_CLIENT_ID,
      clientSecret: PATCHCORD_CLIENT_SECRET,
      flowId: PATCHCORD_FLOW_ID,
      agent: AGENT_NUMBER,
      buttonKey: PATCHCORD_BUTTON_KEY ?? "",
    };
  }
  const file = process.env.DEMO_FILE ?? path.join(here, "..", "..", ".patchcord", "demo.json");
  if (!existsSync(file)) {
    console.error(
      "There is no Patchcord here yet: run npm start first, or set PATCHCORD_URL, PATCHCORD_CLIENT_ID, PATCHCORD_CLIENT_SECRET, PATCHCORD_FLOW_ID and AGENT_NUMBER.",
    );
    process.exit(1);
  }
  const demo = JSON.parse(readFileSync(file, "utf8"));
  return {
    baseUrl: demo.base_url,
    clientId: demo.client_id,
    clientSecret: demo.client_secret,
    flowId: demo.flow_id,
    agent: AGENT_NUMBER ?? "+12025550141",
    buttonKey: PATCHCORD_BUTTON_KEY ?? demo.button_key ?? "",
  };
}

const { agent, buttonKey, ...connection } = settings();
const api = patchcord(connection);
const pages = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/page.js": ["page.js", "text/javascript"],
  "/page.css": ["page.css", "text/css"],
  "/icon.svg": ["icon.svg", "image/svg+xml"],
};

/** How far each call has got, as Patchcord's events tell it; the oldest are forgotten. */
const calls = new Map();
const MOST_CALLS = 10_000;
const STANDS = {
  "interaction.accepted": "calling",
  "interaction.answered": "answered",
  "interaction.agent_ringing": "putting_through",
  "interaction.joined": "joined",
  "interaction.ended": "ended",
};
/** What can be seen of a call without events: not whether the two are joined yet. */
const AT = {
  make_outbound_call: "calling",
  play_audio: "answered",
  forward_to_external_number: "putting_through",
};
/** A back end in production has this in its settings. Null: Patchcord tells us nothing, and we ask. */
let secret = process.env.WEBHOOK_SECRET ?? null;

createServer(async (request, response) => {
  try {
    await answer(request, response);
  } catch (error) {
    console.error(error.message);
    json(response, 502, { message: "Our phone system cannot be reached right now. Please try again in a moment." });
  }
}).listen(PORT, "127.0.0.1", async () => {
  secret ??= await listen();
  console.log(`The provider's website: http://localhost:${PORT}`);
});

/** Where Patchcord may not reach this machine, the page asks instead. */
async function listen() {
  const url = process.env.WEBSITE_URL ?? `http://127.0.0.1:${PORT}`;
  try {
    return await api.listen(`Example website ${PORT}`, `${url}/events`, Object.keys(STANDS));
  } catch (error) {
    console.error(`No events: ${error.message}`);
    return null;
  }
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, "http://website");
  if (request.method === "GET" && pages[pathname]) {
    const [file, type] = pages[pathname];
    response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": "default-src 'self'" });
    return response.end(readFileSync(path.join(here, file)));
  }
  if (request.method === "GET" && pathname === "/button") return buttonPage(response);
  if (request.method === "POST" && pathname === "/report") return report(request, response);
  if (request.method === "POST" && pathname === "/events") return told(request, response);
  const call = request.method === "GET" && /^\/report\/([0-9a-f-]{36})$/.exec(pathname);
  if (call) return progress(call[1], response);
  json(response, 404, { message: "There is no such page." });
}

/** The page with Patchcord's button: the two lines that its script needs stand in the policy, and nothing inline. */
function buttonPage(response) {
  const { origin } = new URL(connection.baseUrl);
  const page = readFileSync(path.join(here, "button.html"), "utf8");
  response.writeHead(200, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": `default-src 'self'; script-src 'self' ${origin}; connect-src 'self' ${origin}`,
  });
  response.end(page.replace("{{patchcord}}", connection.baseUrl).replace("{{key}}", buttonKey));
}

/** Starts the call for a click. Only the customer's number comes from the browser; the provider chooses the agent. */
async function report(request, response) {
  const { phone, key } = JSON.parse(await body(request));
  const started = await api.start({ contact_1: String(phone ?? ""), contact_2: agent }, String(key ?? ""));
  if (started.status === 429 || started.status === 503) {
    const seconds = Number(started.headers.get("Retry-After") ?? 1);
    response.setHeader("Retry-After", String(seconds));
    return json(response, 503, { message: "Many people are calling right now.", retry_in_seconds: seconds });
  }
  if (!started.ok) {
    const problem = await started.json();
    console.error(`Patchcord refused: ${problem.code} ${problem.message}`);
    return json(response, 502, { message: "We could not start the call. Please call us instead." });
  }
  const { interaction_id } = await started.json();
  json(response, 202, { call: interaction_id });
}

/** An event of Patchcord's. It may come twice, and says how far the call is: taking it again changes nothing. */
async function told(request, response) {
  const event = secret && verified(secret, request.headers, await body(request, MAX_EVENT_BYTES));
  if (!event) return json(response, 401, { message: "This is not signed with our secret." });
  const { type, data } = event;
  if (STANDS[type] && calls.get(data.interaction_id)?.stands !== "ended") {
    calls.delete(data.interaction_id);
    calls.set(data.interaction_id, { stands: STANDS[type], outcome: data.outcome, call_result: data.call_result });
    if (calls.size > MOST_CALLS) calls.delete(calls.keys().next().value);
  }
  response.writeHead(204).end();
}

async function progress(id, response) {
  const call = calls.get(id);
  if (call) return json(response, 200, call);
  const read = await api.read(id);
  if (read.status === 429) return json(response, 200, { stands: null });
  if (!read.ok) return json(response, 404, { message: "We know of no such call." });
  const { status, outcome, call_result, steps } = await read.json();
  // The customer is told how the call stands, nothing of how the flow is built.
  const stands = status === "running" ? (AT[steps.at(-1)?.component] ?? null) : "ended";
  json(response, 200, { stands, outcome, call_result });
}

async function body(request, most = MAX_BODY_BYTES) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > most) throw new Error("The request is too large.");
  }
  return text;
}

function json(response, status, value) {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(value));
}
