import { env } from "../../platform/env";
import { outboundGuard } from "../../platform/outbound/guard";

/** Salesforce's own domains: My Domain, sandboxes and instances, Government Cloud, and Salesforce on Alibaba Cloud. */
const DOMAINS = [
  ...["salesforce.com", "force.com", "my.site.com", "cloudforce.com", "database.com"],
  ...["salesforce.mil", "crmforce.mil", "sfcrmproducts.cn", "sfcrmapps.cn"],
];

/** Login hosts that all Salesforce customers share, without data of any one. */
const SHARED_LOGINS = ["login.salesforce.com", "test.salesforce.com"];

/**
 * Why credentials and tokens must not be sent to an address; null: they may. They may go to Salesforce's own domains over HTTPS, and to
 * hosts that the operator has allowed (OUTBOUND_ALLOW), so that neither a form nor a token endpoint's answer can divert them.
 */
export function addressFault(address: string): string | null {
  if (!URL.canParse(address)) return "Write the whole address, such as https://yourcompany.my.salesforce.com.";
  const url = new URL(address);
  const { protocol, hostname, host, username, password, pathname, search, hash } = url;
  if (username || password || search || hash || pathname !== "/") return "Leave out everything behind the host's name.";
  const { OUTBOUND_ALLOW } = env();
  const isAllowed = OUTBOUND_ALLOW.includes(hostname) || OUTBOUND_ALLOW.includes(host);
  if (isAllowed && (protocol === "http:" || protocol === "https:")) return null;
  if (protocol !== "https:") return "Use an address that begins with https://.";
  if (/(^|\.)lightning\.(force\.com|crmforce\.mil|sfcrmapps\.cn)$/.test(hostname))
    return "This is the address of the user interface. Use the one that ends in .my.salesforce.com.";
  if (!DOMAINS.some((domain) => hostname.endsWith(`.${domain}`)))
    return "This is no address of Salesforce's. Use the one that ends in .my.salesforce.com.";
  try {
    outboundGuard(OUTBOUND_ALLOW).check(url);
    return null;
  } catch {
    return "This address lies in a network that Salesforce is not in.";
  }
}

export function isSharedLogin(address: string): boolean {
  return URL.canParse(address) && SHARED_LOGINS.includes(new URL(address).hostname);
}

/**
 * The audience of a JWT assertion: Salesforce takes one URL for all production logins and one for all sandbox logins, whatever My Domain
 * is used (Salesforce Help, "OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration").
 */
export function audienceOf(loginUrl: string): string {
  const { hostname, origin } = new URL(loginUrl);
  if (!hostname.endsWith(".salesforce.com")) return origin;
  const sandbox = hostname === "test.salesforce.com" || /(--|\.sandbox\.|^cs\d+\.)/.test(hostname);
  return sandbox ? "https://test.salesforce.com" : "https://login.salesforce.com";
}
