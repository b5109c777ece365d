import { expect } from "vitest";
import type { TestWorld } from "../support/world";

export const ARGUMENTS = { contact_1: "+12025550123", contact_2: "+12025550145" };

export type Ask = {
  token?: string | null;
  flow?: string;
  body?: BodyInit;
  headers?: Record<string, string | undefined>;
};

/** A start as a website would send it, but for what `ask` changes. A header set to undefined is left out. */
export async function askStart(world: TestWorld, ask: Ask = {}): Promise<Response> {
  const token = ask.token === undefined ? await tokenOf(world) : ask.token;
  const headers: Record<string, string | undefined> = {
    "content-type": "application/json",
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...ask.headers,
  };
  const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(`${world.baseUrl}/api/flows/${ask.flow ?? world.flow}/interactions`, {
    method: "POST",
    headers: sent,
    body: ask.body ?? JSON.stringify(ARGUMENTS),
    ...(ask.body instanceof ReadableStream ? { duplex: "half" as const } : {}),
  });
}

const tokens = new WeakMap<TestWorld, Map<string, Promise<string>>>();
/** A token for the scopes, or for all of the client's; each is fetched once, since a client gets ten a second. */
export function tokenOf(world: TestWorld, scopes = ""): Promise<string> {
  const ofWorld = tokens.get(world) ?? new Map<string, Promise<string>>();
  tokens.set(world, ofWorld);
  const known = ofWorld.get(scopes) ?? world.token(scopes || undefined);
  ofWorld.set(scopes, known);
  return known;
}

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  message: string;
  description?: string;
  fields: { name: string; description: string }[];
};

/** Asserts the one shape of an error (RFC 9457) and gives its body. */
export async function problemOf(response: Response, status: number, code: string): Promise<Problem> {
  const body = (await response.json()) as Problem;
  expect({ status: response.status, code: body.code }).toEqual({ status, code });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(body.status).toBe(status);
  for (const text of [body.type, body.title, body.message]) expect(text).toMatch(/\S/);
  expect(Array.isArray(body.fields)).toBe(true);
  return body;
}

/** A body of unknown length. */
export function inChunks(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}
