import { type Challenge, type Solution, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";

/** How a button looks and what it asks for, as its server tells it (server/rest/buttons/look.ts). */
export type Look = {
  business: string;
  words: { language: string; label: string; consent: string }[];
  colour: string;
  asksFirst: boolean;
  countries: { country: string; code: string; format: string }[];
  texts: { name: string; label: string; pattern: string; maxLength: number; required: boolean }[];
  /** When somebody is there next, ISO 8601; null: now; "never": nobody knows. */
  opens: string | null;
};

export type CallState = "ringing" | "asking" | "connecting" | "joined" | "ended" | "failed";
export type Progress = { state: CallState; why?: string };
/** What a visitor asks. `consent`: the words that the visitor agreed to. */
export type Asked = {
  number: string;
  country: string;
  texts: Record<string, string>;
  language: string;
  consent: string;
};
export type Proof = { challenge: Challenge; solution: Solution };

const POLL_MS = 1500;
/** A call goes on when the page cannot be reached for a moment. */
const LOST_POLLS = 20;

/** Why a request was refused: the server's code, or `offline`; `seconds` until it may be repeated, where that is known. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly seconds: number | null = null,
  ) {
    super(code);
  }
}

/** Asks a button's endpoints. Nothing is stored in the browser, and no cookie is sent. */
export class Client {
  constructor(
    private readonly base: string,
    private readonly key: string,
  ) {}

  look(): Promise<Look> {
    return this.#ask("");
  }

  /** Gets a challenge and solves it, which takes a part of a second. */
  async prove(): Promise<Proof> {
    const challenge = await this.#ask<Challenge>("/challenge", {});
    const solution = await solveChallenge({ challenge, deriveKey });
    if (!solution) throw new Refused("challenge_failed");
    return { challenge, solution };
  }

  /** Asks for the call; resolves with the token that reads how it stands. */
  async request(asked: Asked, proof: Proof | null): Promise<string> {
    return (await this.#ask<{ token: string }>("/requests", { ...asked, proof })).token;
  }

  /** Tells how the call stands whenever that changes, until it is over. */
  async follow(token: string, tell: (progress: Progress) => void): Promise<Progress> {
    let lost = 0;
    for (let last = ""; ; ) {
      const progress = await this.#ask<Progress>("/visit", undefined, token).catch((refused: Refused) => {
        lost += 1;
        if (lost > LOST_POLLS) throw refused;
        return null;
      });
      if (progress) lost = 0;
      if (progress && progress.state !== last) tell(progress);
      last = progress?.state ?? last;
      if (progress?.state === "ended" || progress?.state === "failed") return progress;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  async #ask<Answer>(path: string, body?: object, token?: string): Promise<Answer> {
    const response = await fetch(`${this.base}/${this.key}${path}`, {
      method: body ? "POST" : "GET",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      headers: {
        ...(body ? { "Content-Type": "application/json" } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(() => {
      throw new Refused("offline");
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    const after = response.headers.get("Retry-After");
    throw new Refused(answer.code ?? "offline", after ? Number(after) : null);
  }
}
