import { createPrivateKey } from "node:crypto";

const MIN_RSA_BITS = 2048;

/** Parses a pasted RSA private key into the form that is stored (PKCS #8 PEM); `fault`: what is wrong with it. */
export function readPrivateKey(text: string): { pem: string } | { fault: string } {
  if (/ENCRYPTED/.test(text)) return { fault: "This key is locked with a passphrase. Paste it unlocked." };
  try {
    const key = createPrivateKey(text.trim());
    if (key.asymmetricKeyType !== "rsa") return { fault: "Salesforce takes RSA keys only." };
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (bits < MIN_RSA_BITS) return { fault: `This key has ${bits} bits. Use one of at least ${MIN_RSA_BITS}.` };
    return { pem: key.export({ type: "pkcs8", format: "pem" }).toString() };
  } catch {
    return { fault: "This is no private key. Paste all of it, from -----BEGIN PRIVATE KEY----- to the END line." };
  }
}
