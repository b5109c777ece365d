import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";
import { PlainError } from "../logged-error";

/**
 * Secrets at rest: AES-256-GCM under a fresh data key, which is itself encrypted under ENCRYPTION_KEY. Laid out as
 * format (1 byte) · wrapped key (12 nonce + 16 tag + 32) · sealed text (12 nonce + 16 tag + n). `context` (which row and
 * column) is authenticated, so a sealed secret cannot be moved to another row.
 */
const FORMAT = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;

export function seal(text: string, context: string): Uint8Array<ArrayBuffer> {
  const dataKey = randomBytes(KEY);
  const wrapped = encrypt(masterKey(), dataKey, context);
  return new Uint8Array(
    Buffer.concat([Buffer.from([FORMAT]), wrapped, encrypt(dataKey, Buffer.from(text, "utf8"), context)]),
  );
}

/** Throws if the key, the context or a single bit is not what it was sealed with. */
export function unseal(sealed: Uint8Array, context: string): string {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== FORMAT) throw new PlainError("This secret was sealed in a format this version does not know.");
  const end = 1 + NONCE + TAG + KEY;
  const dataKey = decrypt(masterKey(), bytes.subarray(1, end), context);
  return decrypt(dataKey, bytes.subarray(end), context).toString("utf8");
}

/** Derives a key from ENCRYPTION_KEY (HKDF, RFC 5869): the same in every process, and another for each `purpose`. */
export function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", masterKey(), "", `patchcord ${purpose}`, KEY));
}

function masterKey(): Buffer {
  return Buffer.from(env().ENCRYPTION_KEY, "base64");
}

function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}
