import { createHmac, randomBytes } from "node:crypto";
import { outboundGuard } from "../../platform/outbound/guard";
import { processSingleton } from "../../platform/process-singleton";
import { keyFor } from "../../platform/secrets/envelope";
import { PROBE_PATH } from "../../ports/addresses";
import type { Http, HttpResponse } from "../../ports/http";
import type { CarrierCheck } from "../../ports/voice";

const PROBE_TIMEOUT_MS = 5000;
const NONCE_BYTES = 24;

/** Looks names up; the system's resolver by default. */
type Resolve = Parameters<typeof outboundGuard>[1];
type Found = Pick<CarrierCheck, "state" | "message" | "advice">;
type Failure = { code?: string; name?: string };
type Probed = { nonce: string; response: HttpResponse } | { failure: Failure };
/** From where an address can be reached, as far as its text and its name's resolution tell. */
type Reach = "anywhere" | "own_network" | "no_such_name" | "not_known";

export function isNonce(text: string): boolean {
  return /^[A-Za-z0-9_-]{32}$/.test(text);
}

/** What this deployment answers to a nonce: another server at its address cannot, and learns nothing else by asking. */
export function proofOf(nonce: string): string {
  const key = processSingleton("public-address-key", () => keyFor("public address"));
  return createHmac("sha256", key).update(nonce).digest("base64url");
}

/**
 * Whether a carrier reaches us at `publicUrl`, as far as can be told from here: a public https address whose server answers our
 * own probe. `beside`: the carrier runs on this machine, so that it needs no public address. Never throws.
 */
export async function checkPublicAddress(
  http: Http,
  publicUrl: string,
  beside: boolean,
  resolve?: Resolve,
): Promise<CarrierCheck> {
  const reach = await reachOf(new URL(publicUrl), resolve);
  const isPublic = reach === "anywhere" && isHttps(publicUrl);
  const found = beside && !isPublic ? await fromBeside(http, publicUrl) : await fromOutside(http, publicUrl, reach);
  return { check: "public_address", of: publicUrl, ...found };
}

async function fromBeside(http: Http, publicUrl: string): Promise<Found> {
  const probed = await probe(http, publicUrl);
  // The guard keeps us from asking ourselves, but not the sandbox.
  const guarded = "failure" in probed && probed.failure.code === "ADDRESS_REFUSED";
  const found = foundBy(probed);
  if (!guarded && found.state !== "ok") return { ...found, state: "fault" };
  return {
    state: "warning",
    message: "A real carrier could not use this address. The sandbox runs here, so it needs no other.",
    advice: "Set PUBLIC_URL to an https address that the internet reaches before you use a real carrier.",
  };
}

async function fromOutside(http: Http, publicUrl: string, reach: Reach): Promise<Found> {
  if (reach === "own_network")
    return fault(
      "Only this machine or its network reaches this address: the carrier could not call back, and no call would be answered.",
      "Set PUBLIC_URL to an https address that the internet reaches.",
    );
  if (reach === "no_such_name")
    return fault("This address's name cannot be resolved.", "Check PUBLIC_URL, and the name's DNS records.");
  if (!isHttps(publicUrl))
    return fault(
      "This address is not https: what callers say and press would be sent in the clear.",
      "Get a certificate for it, and set PUBLIC_URL to the https address.",
    );
  return foundBy(await probe(http, publicUrl));
}

/** Asks the address for the proof of a nonce. */
async function probe(http: Http, publicUrl: string): Promise<Probed> {
  const nonce = randomBytes(NONCE_BYTES).toString("base64url");
  try {
    const response = await http({
      method: "GET",
      url: `${publicUrl}${PROBE_PATH}/${nonce}`,
      headers: { accept: "application/json" },
      timeoutMs: PROBE_TIMEOUT_MS,
    });
    return { nonce, response };
  } catch (error) {
    return { failure: error as Failure };
  }
}

function foundBy(probed: Probed): Found {
  return "failure" in probed ? notAnswered(probed.failure) : answered(probed.response, probed.nonce);
}

function answered({ status, body }: HttpResponse, nonce: string): Found {
  if (proofIn(body) === proofOf(nonce))
    return {
      state: "ok",
      message: "We answer there, asked from this server. A firewall between the carrier and us would not show.",
      advice: null,
    };
  if (status >= 300 && status < 400)
    return fault(
      `It answers with a redirect (HTTP ${status}), which carriers do not follow with what they send.`,
      "Set PUBLIC_URL to the address that it redirects to.",
    );
  return fault(
    `Something else answers there (HTTP ${status}), or a Patchcord with another ENCRYPTION_KEY.`,
    "Check that PUBLIC_URL is this deployment's own address, and that the proxy in front of it passes /api/voice on.",
  );
}

function proofIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { proof?: unknown } | null)?.proof;
  } catch {
    return undefined;
  }
}

function notAnswered({ code, name }: Failure): Found {
  const why = name === "TimeoutError" ? "no answer" : (code ?? name ?? "no answer");
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(why))
    return fault(
      `Its certificate is not one that carriers accept (${why}).`,
      "Get a certificate from a public authority for this name.",
    );
  return {
    state: "unknown",
    message: `It cannot be reached from this server (${why}). Some networks do not lead back to their own public address.`,
    advice: "Open it from another network: the sign-in page must appear.",
  };
}

/** Where a host leads, however OUTBOUND_ALLOW is set: that says what we may reach, and not who reaches us. */
function reachOf(url: URL, resolve?: Resolve): Promise<Reach> {
  const guard = outboundGuard([], resolve);
  try {
    guard.check(url);
  } catch {
    return Promise.resolve("own_network");
  }
  return new Promise((done) => {
    guard.lookup(url.hostname.replace(/^\[|\]$/g, ""), {}, (error) => {
      const { code } = (error ?? {}) as { code?: string };
      if (!error) done("anywhere");
      else if (code === "ADDRESS_REFUSED") done("own_network");
      else done(code === "ENOTFOUND" ? "no_such_name" : "not_known");
    });
  });
}

function isHttps(address: string): boolean {
  return address.startsWith("https://");
}

function fault(message: string, advice: string): Found {
  return { state: "fault", message, advice };
}
