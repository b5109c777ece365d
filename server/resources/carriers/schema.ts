import { z } from "zod";
import { env } from "../../platform/env";
import { outboundGuard } from "../../platform/outbound/guard";
import { wrongField } from "../../platform/parse-input";
import { storableText } from "../../platform/storable-text";
import type { CarrierKind } from "../../ports/voice";

const MAX_CALLS_PER_SECOND = 1000;

/** What the form sends, before the rules of the carrier's kind. An empty secret keeps the stored one, an empty id takes its key away. */
export const carrierInput = z.object({
  name: z.string().max(200),
  kind: z.string().max(40),
  baseUrl: z.string().max(500),
  accountSid: z.string().max(200),
  token: z.string().max(500),
  apiKeyId: z.string().max(200).default(""),
  apiKeySecret: z.string().max(500).default(""),
  sharedKeyId: z.string().max(200).default(""),
  sharedKeySecret: z.string().max(500).default(""),
  /** Null: no limit, for sandboxes only. */
  callsPerSecond: z.number().nullable(),
});
export type CarrierInput = z.infer<typeof carrierInput>;

/** The rules of a carrier row of this kind. */
export function carrierSchema(kind: CarrierKind) {
  return z.object({
    name: storableText.trim().min(1, "Give the carrier a name.").max(80, "Use at most 80 characters."),
    kind: z.literal(kind.kind),
    baseUrl: baseUrl(kind),
    accountSid: z.string().trim().regex(kind.accountPattern, `This must be ${kind.accountShape}.`),
    token: z.string().trim(),
    apiKeyId: z.string().trim().regex(emptyOr(kind.apiKeyPattern), `This must be ${kind.apiKeyShape}.`),
    apiKeySecret: z.string().trim(),
    sharedKeyId: storableText.trim(),
    sharedKeySecret: z.string().trim(),
    callsPerSecond: z
      .number({ error: "Say how many calls a second may be placed." })
      .min(0.1, "Use 0.1 or more: one call in ten seconds.")
      .max(MAX_CALLS_PER_SECOND, `Use at most ${MAX_CALLS_PER_SECOND}.`)
      .nullable()
      .refine((value) => value !== null || kind.sandbox, "Say how many calls a second may be placed."),
  });
}

function emptyOr(pattern: RegExp): RegExp {
  return new RegExp(`^$|${pattern.source}`);
}

/** Requires HTTPS, since credentials are sent there. A sandbox row must have the address of the sandbox on this machine. */
function baseUrl(kind: CarrierKind) {
  return storableText
    .trim()
    .transform((text) => text.replace(/\/+$/, ""))
    .superRefine((text, ctx) => {
      const problem = faultOf(text, kind);
      if (problem) ctx.addIssue({ code: "custom", message: problem });
    });
}

function faultOf(text: string, kind: CarrierKind): string | null {
  if (kind.sandbox) return text === kind.baseUrl ? null : `The sandbox is at ${kind.baseUrl}.`;
  if (!URL.canParse(text)) return `Write the whole address, such as ${kind.baseUrl}.`;
  const address = new URL(text);
  const { protocol, username, search, hash } = address;
  if (protocol !== "https:") return "Use an address that begins with https://, since credentials are sent to it.";
  if (username || search || hash) return "Leave out user, query and fragment.";
  try {
    outboundGuard(env().OUTBOUND_ALLOW).check(address);
    return null;
  } catch {
    return "This address lies in a network that carriers must not be in.";
  }
}

/** The kinds that a stored row can have. A sandbox row keeps its address, whether or not a sandbox runs here now. */
export function kindsFor(kinds: readonly CarrierKind[], row: { kind: string; baseUrl: string }): CarrierKind[] {
  return kinds.map((kind) => (kind.sandbox && kind.kind === row.kind ? { ...kind, baseUrl: row.baseUrl } : kind));
}

/** The chosen kind, of those that have an address here. Throws `invalid_request` at the field `kind`. */
export function kindOf(kinds: readonly CarrierKind[], kind: string): CarrierKind {
  const known = kinds.find((candidate) => candidate.kind === kind && candidate.baseUrl !== "");
  if (!known) throw wrongField("kind", "Choose one of the kinds listed.", "invalid_request");
  return known;
}
