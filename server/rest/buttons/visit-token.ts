import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { processSingleton } from "../../platform/process-singleton";
import { keyFor } from "../../platform/secrets/envelope";

/** Carriers end every call after four hours. */
const LIFETIME_MS = 5 * 3_600_000;
const MAX_CHARACTERS = 400;

const claims = z.tuple([z.uuid(), z.uuid(), z.number()]);

/** A token that reads how this interaction of this button stands, and nothing else. */
export function visitToken(button: string, interaction: string, now = Date.now()): string {
  const text = Buffer.from(JSON.stringify([button, interaction, now + LIFETIME_MS])).toString("base64url");
  return `${text}.${macOf(text).toString("base64url")}`;
}

/** The interaction that a token of ours for this button names. Throws `unauthorized`. */
export function interactionOfVisit(request: Request, button: string, now = Date.now()): string {
  const token = /^Bearer ([\w-]+\.[\w-]+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  const [text = "", mac = ""] = token.length <= MAX_CHARACTERS ? token.split(".") : [];
  const sent = Buffer.from(mac, "base64url");
  const own = macOf(text);
  if (sent.length !== own.length || !timingSafeEqual(sent, own)) throw refused();
  const [of, interaction, until] = claims.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  if (of !== button || until < now) throw refused();
  return interaction;
}

function macOf(text: string): Buffer {
  const key = processSingleton("visit-token-key", () => keyFor("button visits"));
  return createHmac("sha256", key).update(text).digest();
}

const refused = () => new PatchcordError("unauthorized", "This token reads no call of this button, or no more.");
