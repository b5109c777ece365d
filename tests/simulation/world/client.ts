import type { CallPlan } from "../plan/plan";
import { PUBLIC_URL } from "./addresses";
import type { World } from "./world";

const TRIES = 8;

/** What a client knows of one of its starts. Times are the world's milliseconds since its beginning. */
export type StartRecord = {
  call: CallPlan;
  /** Every answer that came to the start, in order: the interaction's id with a 202. */
  answers: { status: number; interaction: string | null; replayed: boolean }[];
  interaction: string | null;
  acceptedAt: number | null;
  cancel: { status: number; answeredAt: number } | null;
};

/** The website of a customer: starts its calls when their time has come, repeats what it may repeat, and cancels some. */
export function startCalls(world: World): StartRecord[] {
  const token: { held: Promise<string | null> | null } = { held: null };
  return world.plan.calls.map((call) => {
    const record: StartRecord = { call, answers: [], interaction: null, acceptedAt: null, cancel: null };
    world.scheduler.at(world.scheduler.began + call.at, world.clients, `start ${call.flow}`, () => {
      start(world, token, record).catch((error: unknown) => world.uncaught.push(error));
    });
    return record;
  });
}

type Token = { held: Promise<string | null> | null };

async function start(world: World, token: Token, record: StartRecord): Promise<void> {
  const { call } = record;
  const flow = world.base.flows.get(call.flow);
  if (!flow) throw new Error(`There is no flow ${call.flow}.`);
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await pause(1000 * 2 ** Math.min(tries, 4));
    const bearer = await authorization(world, token);
    if (!bearer) continue;
    const answer = await world.ask({
      method: "POST",
      url: `${PUBLIC_URL}/api/flows/${flow}/interactions`,
      headers: {
        ...{ authorization: bearer, "content-type": "application/json" },
        ...(call.key ? { "idempotency-key": call.key } : {}),
      },
      body: JSON.stringify(call.arguments),
    });
    if (answer) {
      const { interaction_id = null } = answer.status === 202 ? JSON.parse(answer.body) : {};
      const replayed = answer.headers["idempotency-replayed"] === "true";
      record.answers.push({ status: answer.status, interaction: interaction_id, replayed });
      if (interaction_id) record.interaction ??= interaction_id;
      if (interaction_id) record.acceptedAt ??= world.now();
    }
    const mayHelp =
      !answer || answer.status >= 500 || answer.status === 429 || answer.status === 409 || answer.status === 401;
    if (answer?.status === 401) token.held = null;
    if (!mayHelp || !call.key) break;
  }
  if (record.interaction && call.cancelAfter !== null) await cancel(world, token, record, flow);
}

async function cancel(world: World, token: Token, record: StartRecord, flow: string): Promise<void> {
  await pause(record.call.cancelAfter ?? 0);
  for (let tries = 0; tries < TRIES; tries++) {
    const bearer = await authorization(world, token);
    const answer =
      bearer &&
      (await world.ask({
        method: "POST",
        url: `${PUBLIC_URL}/api/flows/${flow}/interactions/${record.interaction}/cancel`,
        headers: { authorization: bearer },
      }));
    if (answer && answer.status < 500 && answer.status !== 401) {
      record.cancel = { status: answer.status, answeredAt: world.now() };
      return;
    }
    if (answer && answer.status === 401) token.held = null;
    await pause(1500);
  }
}

async function authorization(world: World, token: Token): Promise<string | null> {
  token.held ??= fetchToken(world);
  const held = await token.held;
  if (!held) token.held = null;
  return held && `Bearer ${held}`;
}

async function fetchToken(world: World): Promise<string | null> {
  const { clientId, clientSecret } = world.base.seeded;
  const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  const answer = await world.ask({
    method: "POST",
    url: `${PUBLIC_URL}/api/oauth/token`,
    headers: {
      authorization: `Basic ${Buffer.from(pair).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  return answer?.status === 200 ? JSON.parse(answer.body).access_token : null;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
