import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { SandboxControl } from "../../server/sandbox-carrier/control-client";
import { type SandboxOptions, startSandbox } from "../../server/sandbox-carrier/sandbox";

export const ACCOUNT = "AC00000000000000000000000000000001";
export const TOKEN = "a-token-for-tests";
export const FROM = "+12025550100";
const SECRET = "control-secret";

export interface Hook {
  method: string;
  /** Path with query. */
  path: string;
  name: string;
  headers: http.IncomingHttpHeaders;
  form: URLSearchParams;
}

export interface Answer {
  status?: number;
  type?: string;
  body?: string;
  location?: string;
  /** Never answer. */
  hang?: boolean;
}

type Rule = string | Answer | ((hook: Hook) => string | Answer);

/** A sandbox under a manual clock, and the application it calls: pages of TwiML, and every request that reached it. */
export class World {
  readonly hooks: Hook[] = [];
  /** By name, the last part of the path. */
  readonly pages: Record<string, Rule> = {};
  readonly control: SandboxControl;
  readonly url: string;
  readonly app: string;

  constructor(url: string, app: string) {
    this.url = url;
    this.app = app;
    this.control = new SandboxControl(url, SECRET);
  }

  page(name: string): string {
    return `${this.app}/${name}`;
  }

  hooksNamed(name: string): Hook[] {
    return this.hooks.filter((hook) => hook.name === name);
  }

  statuses(name = "status"): (string | null)[] {
    return this.hooksNamed(name).map((hook) => hook.form.get("CallStatus"));
  }

  rest(path: string, form?: Record<string, string | string[]>, token = TOKEN): Promise<Response> {
    const body = form && new URLSearchParams(Object.entries(form).flatMap(([k, v]) => [v].flat().map((x) => [k, x])));
    return fetch(`${this.url}/2010-04-01/Accounts/${ACCOUNT}/${path}`, {
      method: form ? "POST" : "GET",
      headers: { Authorization: `Basic ${btoa(`${ACCOUNT}:${token}`)}` },
      body,
    });
  }

  /** Creates a call that asks for page `start` and reports all four events to page `status`. */
  async call(to: string, more: Record<string, string | string[]> = {}): Promise<string> {
    const response = await this.rest("Calls.json", {
      To: to,
      From: FROM,
      Url: this.page("start"),
      StatusCallback: this.page("status"),
      StatusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      ...more,
    });
    const created = (await response.json()) as { sid: string };
    if (response.status !== 201) throw new Error(JSON.stringify(created));
    return created.sid;
  }

  async fetchCall(sid: string) {
    return (await (await this.rest(`Calls/${sid}.json`)).json()) as Record<string, string | null>;
  }

  async errors(): Promise<(number | undefined)[]> {
    return (await this.control.log()).filter((row) => row.event === "error").map((row) => row.code);
  }

  answer(hook: Hook): Answer {
    const rule = this.pages[hook.name] ?? { status: 204 };
    const answer = typeof rule === "function" ? rule(hook) : rule;
    return typeof answer === "string" ? { body: `<Response>${answer}</Response>`, type: "text/xml" } : answer;
  }
}

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Starts both; they are closed after the test. */
export async function startWorld(options: Partial<SandboxOptions> = {}): Promise<World> {
  const sandbox = await startSandbox({
    controlSecret: SECRET,
    clock: "manual",
    accounts: { [ACCOUNT]: { auth_token: TOKEN } },
    ...options,
  });
  let world: World | undefined;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? "/";
    const hook: Hook = {
      method: request.method ?? "",
      path,
      name: path.split("?")[0]?.split("/").at(-1) ?? "",
      headers: request.headers,
      form: new URLSearchParams(Buffer.concat(chunks).toString()),
    };
    world?.hooks.push(hook);
    const { hang, status = 200, type = "text/plain", body, location } = world?.answer(hook) ?? {};
    const headers = { "Content-Type": type, ...(location ? { Location: location } : {}) };
    if (!hang) response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  world = new World(sandbox.url, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  open.push(
    () => sandbox.close(),
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return world;
}
