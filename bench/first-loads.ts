import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { World } from "@/prisma/seed/world";
import type { EventLoopDelay } from "./event-loop";

/** Long enough for a busy machine to load Next. */
const READY_MS = 120_000;

const AREAS = [
  ...["numbers", "carriers", "ring-groups", "prompts", "calendars", "connections"],
  ...["functions", "salesforce", "clients", "users", "account", "privacy", "jobs", "audit"],
];

/** The built web process, as it is deployed: with its worker and the studio's pages. `probe`: `event-loop.ts`, built. */
export async function startWeb(program: string, probe: string): Promise<ChildProcess> {
  const web = fork(program, {
    execArgv: ["--enable-source-maps", "--import", probe],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  await new Promise<void>((resolve, reject) => {
    web.stdout?.on("data", (chunk) => String(chunk).includes("listening") && resolve());
    web.once("exit", (code) => reject(new Error(`The web process ended (${code}).`)));
  });
  return web;
}

/** Of the time since it was last asked. */
export async function eventLoopDelay(web: ChildProcess): Promise<EventLoopDelay> {
  web.send("event-loop delay");
  const [read] = await once(web, "message");
  return read as EventLoopDelay;
}

/** Opens every page once, as somebody who has just signed in. Throws if one is not answered. */
export async function openEveryPage(baseUrl: string, world: World): Promise<void> {
  await untilAnswered(`${baseUrl}/signin`);
  const cookie = await signIn(baseUrl, world);
  for (const path of [
    ...["/flows", `/flows/${world.flow}`, "/interactions", "/interactions/callbacks", "/phone", "/docs/api"],
    ...AREAS.map((area) => `/admin/${area}`),
    "/api/trpc/flows.list?input=%7B%22json%22%3A%7B%7D%7D",
  ]) {
    const response = await fetch(baseUrl + path, { headers: { cookie }, redirect: "manual" });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${path} was answered by ${response.status}.`);
  }
}

export async function untilAnswered(url: string): Promise<void> {
  const end = performance.now() + READY_MS;
  while (performance.now() < end) {
    const response = await fetch(url);
    await response.arrayBuffer();
    if (response.ok) return;
  }
  throw new Error(`${url} was not answered.`);
}

/** Signs in as the account's admin; the cookies to send from then on. */
export async function signIn(baseUrl: string, { email, password }: World): Promise<string> {
  const asked = await fetch(`${baseUrl}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answer = await fetch(`${baseUrl}/api/auth/callback/password`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies(asked) },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  return cookies(answer);
}

function cookies(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
