import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { seedWorld, type World } from "@/prisma/seed/world";
import { BenchCarrier } from "../../bench/carrier";
import { signIn, startWeb, untilAnswered } from "../../bench/first-loads";
import { parentOf } from "../../bench/processor-time";
import { freePort } from "../../scripts/postgres.mjs";
import { freshDatabase, startCluster } from "../support/cluster";
import { setEnvironment } from "../support/environment";
import type { Attacker } from "./attack";
import { refusingCarrier } from "./kinds/carrier";
import type { NeighbourRequest, Waits } from "./neighbour";
import { studioOf } from "./studio";

/** No limit, for the neighbour. The attackers have what a new account has. */
const UNLIMITED = 1_000_000;
const SETTLED_MS = 15_000;
const POLL_MS = 200;

export type AttackWorld = {
  attacker: Attacker;
  web: ChildProcess;
  /** Process id of the database's postmaster. */
  postmaster: number;
  /** Tokens are valid for some minutes: the attacker's are made anew. */
  renew: () => Promise<void>;
  /** Waits for what the attacker has started to end, so that it is not counted to a quiet window; some seconds at most, since what is refused stays. */
  settled: () => Promise<void>;
  begin: () => Promise<unknown>;
  end: () => Promise<Waits>;
  close: () => Promise<void>;
};

/**
 * The built product as it is deployed on one machine, and three accounts: the neighbour, whose load is a process of its own,
 * and two of whoever attacks from this process. `programs`: the folder of the bundled programs; `dist`: the product's.
 */
export async function attackWorld(programs: string, dist: string): Promise<AttackWorld> {
  mkdirSync(programs, { recursive: true });
  const cluster = await startCluster("postgres-attack", { durable: true });
  const database = await freshDatabase(cluster, "attack");
  const { owner } = database;
  const { rows } = await owner.query("select pg_backend_pid() as pid");
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  setEnvironment({
    DATABASE_URL: database.appUrl,
    PORT: String(port),
    PUBLIC_URL: baseUrl,
    WORKER: "in-process",
    NODE_ENV: "production",
    LOG_LEVEL: "silent",
    PATCHCORD_DIST: dist,
    // So that passwords can be tried from many networks.
    TRUSTED_PROXY_HOPS: "1",
  });
  const neighbour = fork(path.join(programs, "neighbour.mjs"), { execArgv: ["--enable-source-maps"] });
  await answered(neighbour);
  const ask = <T>(asked: NeighbourRequest): Promise<T> => {
    neighbour.send(asked);
    return answered(neighbour) as Promise<T>;
  };

  const account = (email: string, sandboxUrl: string, ratePerSecond?: number) =>
    seedWorld(owner, { email, sandboxUrl, callsPerSecond: null, ...(ratePerSecond ? { ratePerSecond } : {}) });
  const refusing = await refusingCarrier();
  const refused = await account("refused@example.com", refusing.url);
  const world = await account("attacker@example.com", "http://127.0.0.1:1");
  const carrier = new BenchCarrier(baseUrl, world.accountSid, world.authToken);
  await carrier.listen();
  const next = await account("neighbour@example.com", "http://127.0.0.1:1", UNLIMITED);
  const { accountSid, authToken: token } = next;
  const nextCarrier = await ask<string>({ do: "carrier", publicUrl: baseUrl, accountSid, token });
  for (const [id, url] of [
    [world.carrier, carrier.url],
    [next.carrier, nextCarrier],
  ])
    await owner.query("update carrier set base_url = $2 where id = $1", [id, url]);

  const web = await startWeb(path.join(dist, "front.mjs"), path.join(programs, "event-loop.mjs"));
  await untilAnswered(`${baseUrl}/signin`);
  const attacker: Attacker = {
    ...{ baseUrl, port, world, carrier, owner },
    bearer: await bearerOf(baseUrl, world),
    studio: await studioOf(baseUrl, world),
    refused: { world: refused, bearer: await bearerOf(baseUrl, refused), asked: refusing.asked },
  };
  const cookie = await signIn(baseUrl, next);
  await ask({ do: "live", flow: next.flow, bearer: await bearerOf(baseUrl, next), cookie });

  const close = async () => {
    neighbour.kill("SIGKILL");
    web.kill("SIGKILL");
    await database.drop();
    await cluster.stop();
  };
  return {
    ...{ attacker, web, postmaster: parentOf(rows[0].pid), close },
    renew: async () => {
      attacker.bearer = await bearerOf(baseUrl, world);
      attacker.refused.bearer = await bearerOf(baseUrl, refused);
    },
    settled: async () => {
      const end = performance.now() + SETTLED_MS;
      const running = "select count(*)::int as running from interaction where account_id = $1 and status = 'running'";
      while ((await owner.query(running, [world.account])).rows[0].running > 0 && performance.now() < end)
        await pause(POLL_MS);
    },
    begin: async () => ask({ do: "begin", bearer: await bearerOf(baseUrl, next) }),
    end: () => ask<Waits>({ do: "end" }),
  };
}

function answered(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The neighbour ended (${code}).`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message);
    });
  });
}

async function bearerOf(baseUrl: string, { clientId, clientSecret }: World): Promise<string> {
  const response = await fetch(`${baseUrl}/api/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials" }),
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
