// An example website: a home-services provider's page with a "Report a problem" button, and a back end that holds the
// client secret. One small Node server without dependencies: npm run example:website
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { patchcord } from "./patchcord.mjs";

const here = import.meta.dirname;
const PORT = Number(process.env.WEBSITE_PORT ?? 3300);
const MAX_BODY_BYTES = 4096;

/** Settings from the environment, as on a real host; without them those of a local Patchcord's demo world. */
function settings() {
  const { PATCHCORD_URL, PATCHCORD_CLIENT_ID, PATCHCORD_CLIENT_SECRET, PATCHCORD_FLOW_ID, AGENT_NUMBER } = process.env;
  if (PATCHCORD_URL) {
    return {
      baseUrl: PATCHCORD_URL,
      clientId: PATCHCORD_CLIENT_ID,
      clientSecret: PATCHCORD_CLIENT_SECRET,
      flowId: PATCHCORD_FLOW_ID,
      agent: AGENT_NUMBER,
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
  };
}

const { agent, ...connection } = settings();
const api = patchcord(connection);
const pages = {
  "/": ["index.html", "text/html; charset=utf-8"],
  "/page.js": ["page.js", "text/javascript"],
  "/page.css": ["page.css", "text/css"],
  "/icon.svg": ["icon.svg", "image/svg+xml"],
};

createServer(async (request, response) => {
  try {
    await answer(request, response);
  } catch (error) {
    console.error(error.message);
    json(response, 502, { message: "Our phone system cannot be reached right now. Please try again in a moment." });
  }
}).listen(PORT, "127.0.0.1", () => console.log(`The provider's website: http://localhost:${PORT}`));

async function answer(request, response) {
  const { pathname } = new URL(request.url, "http://website");
  if (request.method === "GET" && pages[pathname]) {
    const [file, type] = pages[pathname];
    response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": "default-src 'self'" });
    return response.end(readFileSync(path.join(here, file)));
  }
  if (request.method === "POST" && pathname === "/report") return report(request, response);
  const call = request.method === "GET" && /^\/report\/([0-9a-f-]{36})$/.exec(pathname);
  if (call) return progress(call[1], response);
  json(response, 404, { message: "There is no such page." });
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

async function progress(id, response) {
  const read = await api.read(id);
  if (read.status === 429) return json(response, 200, { status: "running" });
  if (!read.ok) return json(response, 404, { message: "We know of no such call." });
  const { status, outcome, call_result, steps } = await read.json();
  // The customer is told how the call stands, nothing of how the flow is built.
  json(response, 200, { status, outcome, call_result, at: steps.at(-1)?.component ?? null });
}

async function body(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MAX_BODY_BYTES) throw new Error("The request is too large.");
  }
  return text;
}

function json(response, status, value) {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(value));
}
