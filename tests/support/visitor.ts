import type { World } from "@/prisma/seed/world";
import type { SandboxControl } from "@/server/sandbox-carrier/control-client";
import type { Clock } from "./clock";
import { type Interaction, interactionOf } from "./interaction";

/** An API client (a customer's website), with control of the sandbox carrier and the driven clock. */
export type Visitor = {
  baseUrl: string;
  sandbox: SandboxControl;
  clock: Clock;
  token: (scope?: string) => Promise<string>;
  start: (args: Record<string, string>, headers?: Record<string, string>) => Promise<Response>;
  read: (interaction: string) => Promise<Interaction>;
  /** Moves the driven clock until the interaction is over; throws after `limit` seconds of it. */
  untilOver: (interaction: string, limit?: number) => Promise<Interaction>;
  /** The same client for another flow. */
  of: (flow: string) => Visitor;
};

export function visitor({
  world,
  baseUrl,
  sandbox,
  clock,
  held = {},
}: {
  world: World;
  baseUrl: string;
  sandbox: SandboxControl;
  clock: Clock;
  /** The bearer token once asked for; one serves every flow, and all that start at once. */
  held?: { bearer?: Promise<string> };
}): Visitor {
  const token = async (scope?: string) => {
    const body = new URLSearchParams({ grant_type: "client_credentials", ...(scope ? { scope } : {}) });
    const pair = `${encodeURIComponent(world.clientId)}:${encodeURIComponent(world.clientSecret)}`;
    const authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
    const response = await fetch(`${baseUrl}/api/oauth/token`, { method: "POST", body, headers: { authorization } });
    if (!response.ok) throw new Error(`No token: ${await response.text()}`);
    return ((await response.json()) as { access_token: string }).access_token;
  };
  const authorized = async () => {
    held.bearer ??= token();
    return { authorization: `Bearer ${await held.bearer}` };
  };
  const start: Visitor["start"] = async (args, headers = {}) =>
    fetch(`${baseUrl}/api/flows/${world.flow}/interactions`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(await authorized()), ...headers },
      body: JSON.stringify(args),
    });
  const read: Visitor["read"] = async (interaction) => {
    const url = `${baseUrl}/api/flows/${world.flow}/interactions/${interaction}`;
    const response = await fetch(url, { headers: await authorized() });
    if (!response.ok) throw new Error(`Cannot read ${interaction}: ${await response.text()}`);
    return interactionOf(await response.json());
  };
  const untilOver: Visitor["untilOver"] = async (interaction, limit = 600) => {
    for (let passed = 0; passed <= limit; ) {
      const found = await read(interaction);
      if (found.status !== "running") return found;
      passed += await clock.next(limit - passed);
    }
    throw new Error(`Still running after ${limit} s: ${JSON.stringify(await read(interaction))}`);
  };
  const of: Visitor["of"] = (flow) => visitor({ world: { ...world, flow }, baseUrl, sandbox, clock, held });
  return { baseUrl, sandbox, clock, token, start, read, untilOver, of };
}
