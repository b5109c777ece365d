import { z } from "zod";
import { env } from "../../platform/env";
import { outboundGuard } from "../../platform/outbound/guard";
import { storableText } from "../../platform/storable-text";

export const AUTH_KINDS = ["none", "basic", "api_key_header", "bearer", "oauth2_client_credentials"] as const;

/** What the form sends. An empty secret keeps the stored one. */
export const connectionInput = z.object({
  name: z.string().max(200),
  baseUrl: z.string().max(1000),
  auth: z.enum(AUTH_KINDS),
  user: z.string().max(300),
  header: z.string().max(300),
  tokenUrl: z.string().max(1000),
  clientId: z.string().max(300),
  scope: z.string().max(1000),
  sendAs: z.enum(["basic", "body"]),
  secret: z.string().max(4000),
});
export type ConnectionInput = z.infer<typeof connectionInput>;

const required = (what: string) => storableText.trim().min(1, what);
/** One line of printable ASCII, which every header can carry. */
const secret = z
  .string()
  .trim()
  .regex(/^[\x20-\x7e]*$/, "A secret is one line of Latin letters, digits and signs.");

const common = { name: required("Give the connection a name.").max(80, "Use at most 80 characters."), secret };
const secretOnly = { ...common, baseUrl: address({ withSecret: true }) };

/** The rules by kind of authentication; fields of other kinds are dropped. */
export const connectionSchema = z.discriminatedUnion("auth", [
  z.object({ ...common, auth: z.literal("none"), baseUrl: address({ withSecret: false }) }),
  z.object({
    ...secretOnly,
    auth: z.literal("basic"),
    user: required("Enter the user.").regex(/^[^:\p{Cc}]*$/u, "A user has no colon."),
  }),
  z.object({ ...secretOnly, auth: z.literal("api_key_header"), header: header() }),
  z.object({ ...secretOnly, auth: z.literal("bearer") }),
  z.object({
    ...secretOnly,
    auth: z.literal("oauth2_client_credentials"),
    tokenUrl: address({ withSecret: true, query: true }),
    clientId: required("Enter the client’s id."),
    scope: storableText.trim(),
    sendAs: z.enum(["basic", "body"]),
  }),
]);
export type ConnectionValues = z.infer<typeof connectionSchema>;

/** Headers that an account may not set: we write them ourselves, or they change how a request is parsed. */
export const RESERVED_HEADERS = new Set([
  ...["host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer", "expect", "keep-alive"],
  ...["proxy-authorization", "proxy-connection", "accept-encoding", "idempotency-key"],
]);

/** The name of a header that an account may set. */
export function header() {
  return required("Name the header.")
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, "Write a header’s name, such as X-API-Key.")
    .refine((name) => !RESERVED_HEADERS.has(name.toLowerCase()), "This header is not free. Choose another.");
}

/** An address that requests may go to. With a secret it must be HTTPS, unless the operator has allowed the host. */
function address({ withSecret, query: mayHaveQuery = false }: { withSecret: boolean; query?: boolean }) {
  return storableText
    .trim()
    .transform((text) => text.replace(/\/+$/, ""))
    .superRefine((text, ctx) => {
      const message = addressFault(text, withSecret, mayHaveQuery);
      if (message) ctx.addIssue({ code: "custom", message });
    });
}

/** What keeps a request from being sent to an address; null where nothing does. With a secret it must be HTTPS, unless the operator has allowed the host. */
export function addressFault(text: string, withSecret: boolean, mayHaveQuery: boolean): string | null {
  if (!URL.canParse(text)) return "Write the whole address, such as https://api.example.com/v1.";
  const address = new URL(text);
  const { protocol, username, password, search, hash } = address;
  if (protocol !== "https:" && protocol !== "http:") return "Use an address that begins with https://.";
  if (username || password || hash || (search && !mayHaveQuery)) return "Leave out user, query and fragment.";
  const guard = outboundGuard(env().OUTBOUND_ALLOW);
  try {
    guard.check(address);
  } catch {
    return "This address lies in a network that connections must not reach. The operator can allow it.";
  }
  if (withSecret && protocol === "http:" && !guard.isAllowed(address))
    return "Use an address that begins with https://, since a secret is sent to it.";
  return null;
}
