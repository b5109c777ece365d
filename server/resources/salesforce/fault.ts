import { cutText, type PortAnswer } from "@/engine/contract";

const MAX_MESSAGE_CHARACTERS = 300;

/** Why Salesforce gave no answer. `code` is stable, `message` is for the admin. */
export class SalesforceFault extends Error {
  readonly refused: Extract<PortAnswer, { ok: false }>;
  constructor(code: string, message: string) {
    super(message);
    this.refused = { ok: false, code, message };
  }
}

/**
 * Converts an error of Salesforce: its code in lower case after `salesforce_`, such as `salesforce_malformed_query`. Its text begins
 * with the whole query, which can hold personal data, so the message keeps only what comes after and masks the query's literals.
 */
export function salesforceFault(code: string, text: string, query = ""): SalesforceFault {
  const name = /^[A-Za-z][A-Za-z_]{1,60}$/.test(code) ? code.toLowerCase() : "error";
  return new SalesforceFault(`salesforce_${name}`, explain(text, query));
}

function explain(text: string, query: string): string {
  if (/^\s*</.test(text)) return "Salesforce answered with a web page. Check the addresses of the connection.";
  const at = text.indexOf("ERROR at Row");
  let reason = (at < 0 ? text : text.slice(at)).replace(/\s+/g, " ").trim();
  for (const [, value = ""] of query.matchAll(/'((?:\\.|[^'\\])*)'/g))
    if (value.length > 2) reason = reason.replaceAll(value, "…");
  if (reason === "") return "Salesforce refused without saying why.";
  return reason.length > MAX_MESSAGE_CHARACTERS ? `${cutText(reason, MAX_MESSAGE_CHARACTERS - 1)}…` : reason;
}

export const timedOut = () => new SalesforceFault("timeout", "Salesforce did not answer in time.");

/** Converts an error of the network, or of a server that is not Salesforce. */
export function networkFault(error: unknown): SalesforceFault {
  if (error instanceof SalesforceFault) return error;
  const { code = "", name = "", message = "" } = (error ?? {}) as { code?: string; name?: string; message?: string };
  if (code === "ADDRESS_REFUSED") return new SalesforceFault("salesforce_address_refused", message);
  if (name === "TimeoutError" || name === "AbortError") return timedOut();
  if (code === "ANSWER_CHARSET") return new SalesforceFault("salesforce_garbled", message);
  if (/1 MiB/.test(message))
    return new SalesforceFault(
      "salesforce_answer_too_large",
      "The answer is larger than 1 MiB. Ask for fewer fields, or add LIMIT 1.",
    );
  return new SalesforceFault(
    "salesforce_unreachable",
    "Salesforce could not be reached. Check the addresses of the connection.",
  );
}
