import { createHmac } from "node:crypto";

/** A webhook as the carrier would send it, signed with the row's token. */
export async function carrierPost(
  address: string,
  form: Record<string, string>,
  token: string,
  { headers = {} }: { headers?: Record<string, string> } = {},
): Promise<Response> {
  const url = address.split("#")[0] as string;
  const text = Object.keys(form)
    .sort()
    .reduce((signed, name) => signed + name + form[name], url);
  const signature = createHmac("sha1", token).update(text).digest("base64");
  return fetch(url, {
    method: "POST",
    headers: { "x-twilio-signature": signature, ...headers },
    body: new URLSearchParams(form),
  });
}
