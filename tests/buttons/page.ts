import { pbkdf2 as pbkdf2OfNode } from "node:crypto";
import { promisify } from "node:util";
import { type Challenge, type DeriveKeyFunction, type Solution, solveChallenge } from "altcha-lib";
import type { ButtonInput } from "@/server/flows/buttons/schema";
import { sessionAs } from "../support/session";
import type { TestWorld } from "../support/world";

export const SITE = "https://www.hearth.example";
export const VISITOR = "+12025550120";
export const AGENT = "+12025550130";

/** A button of the seed's flow: the visitor's number comes from the page, the agent's does not. */
export const BUTTON: Omit<ButtonInput, "flowId"> = {
  name: "Report a problem",
  origins: [SITE],
  number: "contact_1",
  texts: [],
  fixed: [{ argument: "contact_2", value: AGENT }],
  business: "Hearth & Home",
  reason: "your installation",
  asksFirst: true,
  words: [],
  colour: "#1f4d3d",
  countries: ["US"],
  perNetworkHour: 1000,
  perNumberDay: 3,
  perHour: 1000,
  perDay: 1000,
  timeZone: "UTC",
  hours: [],
};

let named = 0;

/** Adds a button as an admin would. */
export async function addButton(world: TestWorld, changes: Partial<ButtonInput> = {}) {
  const { addButton: add } = await import("@/server/flows/buttons/mutations");
  named += 1;
  return add(sessionAs(world), { ...BUTTON, flowId: world.flow, name: `Button ${named}`, ...changes });
}

/** `from`: the address in X-Forwarded-For. */
export type Sent = {
  key: string;
  origin?: string | null;
  from?: string;
  headers?: Record<string, string>;
};

const pbkdf2 = promisify(pbkdf2OfNode);

const deriveKey: DeriveKeyFunction = async ({ cost, keyLength = 32 }, salt, password) => ({
  derivedKey: new Uint8Array(await pbkdf2(password, salt, cost, keyLength, "sha256")),
});

export type Proof = { challenge: Challenge; solution: Solution | null };

/** A page that shows the button, as its script asks the server. */
export function pageOf(world: TestWorld) {
  const ask = (path: string, { key, origin = SITE, from, headers }: Sent, body?: unknown, method?: string) =>
    fetch(`${world.baseUrl}/api/buttons/${key}${path}`, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(origin === null ? {} : { origin }),
        ...(from ? { "x-forwarded-for": from } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const prove = async (sent: Sent): Promise<Proof> => {
    const response = await ask("/challenge", sent, {});
    if (!response.ok) throw new Error(`No challenge: ${await response.text()}`);
    const challenge = (await response.json()) as Challenge;
    return { challenge, solution: await solveChallenge({ challenge, deriveKey }) };
  };
  /** One after the other, so that none is made harder by requests, of which there are none yet. */
  const proveMany = async (count: number, sentBy: (nth: number) => Sent) => {
    const proofs: Proof[] = [];
    for (let nth = 0; nth < count; nth++) proofs.push(await prove(sentBy(nth)));
    return proofs;
  };
  const request = async (sent: Sent, changes: Record<string, unknown> = {}) => {
    const proof = "proof" in changes ? changes.proof : await prove(sent);
    return ask("/requests", sent, {
      ...{ number: VISITOR, country: "US", language: "en", consent: "I agree.", texts: {}, proof },
      ...changes,
    });
  };
  const visit = async (sent: Sent, token: string) =>
    (await ask("/visit", { ...sent, headers: { ...sent.headers, authorization: `Bearer ${token}` } })).json();
  return { ask, prove, proveMany, request, visit };
}
