import type { IncomingMessage, ServerResponse } from "node:http";
import type { Account } from "../world/accounts";
import type { Carrier } from "../world/carrier";
import type { Fault, FaultFacts, Operation } from "../world/faults";
import { readBody, sendJson } from "../world/http-server";
import { callResource } from "./call-resource";
import { createCall } from "./create";
import { notFound, RestError } from "./errors";
import { listCalls } from "./list";
import { setupAnswer } from "./setup";
import { updateCall } from "./update";

const PATH = /^\/2010-04-01\/Accounts\/(AC[0-9A-Za-z]+)\/Calls(?:\/(CA[0-9a-f]{32}))?\.json$/;

interface Answer {
  status: number;
  body: unknown;
}

/** The Calls resource of Twilio's 2010-04-01 API, and beside it what tells how an account is set up. */
export async function rest(carrier: Carrier, request: IncomingMessage, response: ServerResponse, url: URL) {
  response.setHeader("Date", new Date(carrier.clock.now()).toUTCString());
  try {
    const setup = setupAnswer(carrier, request, url);
    if (setup) return await struck(carrier, response, "setup", { account: setup.account, url: url.href }, setup.work);
    const form = new URLSearchParams(request.method === "POST" ? await readBody(request) : "");
    const [, accountSid = "", callSid] = PATH.exec(url.pathname) ?? [];
    const account = carrier.accounts.authenticate(accountSid, request.headers.authorization);
    if (!account) throw accountSid ? new RestError(401, 20003, "Authenticate") : notFound(url.pathname);
    const operation = operationOf(request.method, callSid);
    if (!operation) throw new RestError(405, 20004, "Method not allowed");
    const facts = { account: accountSid, ...factsOf(carrier, account, form, callSid) };
    const work = (fault: Fault | null) => {
      if (fault?.effect === "any_time") for (const name of TIME_FILTERS) url.searchParams.delete(name);
      return perform(operation, carrier, account, callSid, form, url);
    };
    await struck(carrier, response, operation, facts, work);
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    sendJson(response, error.status, error.body);
  }
}

/** Does the work and answers it, unless a fault rule strikes. */
async function struck(
  carrier: Carrier,
  response: ServerResponse,
  operation: Operation,
  facts: FaultFacts,
  work: (fault: Fault | null) => Answer,
): Promise<void> {
  const fault = carrier.faults.strike(operation, facts);
  if (fault) return answerWithFault(carrier, response, operation, fault, () => work(fault));
  const { status, body } = work(null);
  sendJson(response, status, body);
}

function operationOf(method: string | undefined, callSid: string | undefined): Operation | undefined {
  if (method === "GET") return callSid ? "fetch" : "list";
  if (method === "POST") return callSid ? "update" : "create";
  return undefined;
}

function factsOf(carrier: Carrier, account: Account, form: URLSearchParams, callSid: string | undefined): FaultFacts {
  const call = callSid ? carrier.calls.get(account.sid, callSid) : undefined;
  if (call) return { to: call.request.to, status: call.status, url: call.request.document?.url };
  return { to: form.get("To") ?? undefined, url: form.get("Url") ?? undefined };
}

function perform(
  operation: Operation,
  carrier: Carrier,
  account: Account,
  callSid: string | undefined,
  form: URLSearchParams,
  url: URL,
): Answer {
  if (operation === "create") return { status: 201, body: callResource(createCall(carrier, account, form)) };
  if (operation === "list") return { status: 200, body: listCalls(carrier, account, url.searchParams) };
  const call = callSid ? carrier.calls.get(account.sid, callSid) : undefined;
  if (!call) throw notFound(url.pathname);
  return { status: 200, body: callResource(operation === "update" ? updateCall(carrier, call, form) : call) };
}

/** What `any_time` overlooks in a list's query: calls of any age are answered. */
const TIME_FILTERS = ["StartTime", "StartTime>", "StartTime<"];

/** Faults that only damage the response still perform the operation; the others keep the request from arriving. */
const PERFORMED_EFFECTS = new Set(["lose_answer", "delay", "garble", "any_time", "stuck"]);
const ANSWERED_EFFECTS = new Set(["delay", "any_time", "stuck"]);

async function answerWithFault(
  carrier: Carrier,
  response: ServerResponse,
  operation: Operation,
  fault: Fault,
  perform: () => Answer,
): Promise<void> {
  const { effect, seconds, code, http, html, retry_after, says } = fault;
  carrier.log.append({ event: "fault", fault: effect, message: operation });
  const answer = (fault.placed ?? PERFORMED_EFFECTS.has(effect)) ? perform() : undefined;
  if (retry_after !== undefined) response.setHeader("Retry-After", retry_after);
  if (effect === "error" && html) {
    response.writeHead(http, { "Content-Type": "text/html" }).end("<html><body>A proxy's page</body>");
    return;
  }
  if (effect === "error") throw new RestError(http, code, "Answered by a fault rule");
  if (effect === "error_400") throw new RestError(400, code, "Refused by a fault rule");
  if (effect === "error_500") throw new RestError(500, 20500, "Internal Server Error");
  if (effect === "error_429") throw new RestError(429, 20429, "Too Many Requests");
  if (effect === "garble") {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<html><body>Bad gateway?</body>");
    return;
  }
  if (effect === "hang" || effect === "delay") {
    await new Promise<void>((resolve) => carrier.clock.after(seconds, resolve));
  }
  if (effect === "stuck" && answer) answer.body = { ...(answer.body as object), status: says };
  if (ANSWERED_EFFECTS.has(effect) && answer) sendJson(response, answer.status, answer.body);
  else response.destroy();
}
