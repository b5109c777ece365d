import { createSign, generateKeyPair, type KeyObject, randomBytes } from "node:crypto";
import { promisify } from "node:util";

/**
 * Makes a key pair for jwt_bearer. Salesforce takes the public key as a self-signed X.509 certificate. Node cannot make one, so this
 * writes its DER (RFC 5280, 4.1), which is short.
 */
export async function createKeyPair(name: string, from: Date): Promise<{ privateKey: string; certificate: string }> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: certificate(privateKey, publicKey, name, from),
  };
}

const YEARS_VALID = 10;

const SHA256_WITH_RSA = der(0x30, oid("2a864886f70d01010b"), der(0x05));
const COMMON_NAME = oid("550403");

function certificate(privateKey: KeyObject, publicKey: KeyObject, name: string, from: Date): string {
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + YEARS_VALID);
  const subject = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(name, "utf8")))));
  // A leading 1 keeps the serial number positive; 15 random bytes make it unique.
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  const signed = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    SHA256_WITH_RSA,
    subject,
    der(0x30, encodeTime(from), encodeTime(until)),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = createSign("sha256").update(signed).sign(privateKey);
  const whole = der(0x30, signed, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

/** A DER value: tag, length and content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length]), bytes, content]);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

/** Encodes years before 2050 as UTCTime, later ones as GeneralizedTime (RFC 5280, 4.1.2.5). */
function encodeTime(at: Date): Buffer {
  const digits = at
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:T]/g, "");
  return at.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}
