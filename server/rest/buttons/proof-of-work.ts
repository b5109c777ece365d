import { createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { processSingleton } from "../../platform/process-singleton";
import { keyFor } from "../../platform/secrets/envelope";

/** Long enough to read a form; a challenge that was solved in advance is of no use later. */
const LIFETIME_SECONDS = 300;
const ALGORITHM = "PBKDF2/SHA-256";
/** Rounds of a try. A page finds the answer after 256 tries in the middle. */
const EASIEST = 1000;
const MOST_DOUBLINGS = 5;
/** Requests of a button in an hour that make its challenges twice as hard, as a share of its limit. */
const LOAD_STEP = 0.25;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

const proof = z.strictObject({
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.literal(ALGORITHM),
      nonce: hex(16),
      salt: hex(16),
      cost: z
        .int()
        .min(EASIEST)
        .max(EASIEST * 2 ** MOST_DOUBLINGS),
      keyLength: z.literal(32),
      keyPrefix: z.literal("00"),
      expiresAt: z.int(),
      data: z.strictObject({ button: z.string().max(60), origin: z.string().max(300) }),
    }),
    signature: hex(32),
  }),
  solution: z.strictObject({
    counter: z.int().min(0).max(0xffffffff),
    derivedKey: hex(32),
    time: z.number().optional(),
  }),
});

/** What the next challenge depends on: requests of the last hour, and the button's limit of an hour. */
export type Load = { ofNetwork: number; ofButton: number; perHour: number };

/** Rounds of a try: doubled by each request of the same network, and by each quarter of the button's limit that is used up. */
export function costAt({ ofNetwork, ofButton, perHour }: Load): number {
  const doublings = ofNetwork + Math.floor(ofButton / perHour / LOAD_STEP);
  return EASIEST * 2 ** Math.min(MOST_DOUBLINGS, doublings);
}

/** A challenge for one request of one button from a page of one origin; nothing of it is kept here. */
export function issueChallenge(button: string, origin: string, cost: number, now = Date.now()) {
  return createChallenge({
    algorithm: ALGORITHM,
    ...{ cost, deriveKey },
    data: { button, origin },
    expiresAt: Math.floor(now / 1000) + LIFETIME_SECONDS,
    hmacSignatureSecret: secret(),
  });
}

/**
 * The nonce of a challenge of ours that was solved for this button and origin in time. Whether it was used before is for its write to
 * say. Throws `challenge_failed`.
 */
export async function provenNonce(sent: unknown, button: string, origin: string): Promise<string> {
  const { data } = proof.safeParse(sent);
  const parameters = data?.challenge.parameters;
  if (!data || !parameters || parameters.data.button !== button || parameters.data.origin !== origin) throw failed();
  const { verified } = await verifySolution({ ...data, deriveKey, hmacSignatureSecret: secret() });
  if (!verified) throw failed();
  return parameters.nonce;
}

export function failed(): PatchcordError {
  return new PatchcordError("challenge_failed", "The challenge is not solved, is too old, or was used before.");
}

const secret = () => processSingleton("button-challenge-key", () => keyFor("button challenges").toString("hex"));
