import type { Http } from "../../../ports/http";
import { faultOf } from "../../connections/faults";
import { alertsAddress, type Message } from "../message";

const TIMEOUT_MS = 10_000;

/** Posts to a webhook that understands Slack's; Mattermost, Rocket.Chat and Discord (…/slack) have such. Returns why not; null where it has it. */
export async function postToSlack(http: Http, url: string, { title, text }: Message): Promise<string | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const body = JSON.stringify({ text: `*${escaped(title)}*\n${escaped(text)}\n<${alertsAddress()}|Alerts>` });
  try {
    const headers = { "content-type": "application/json", "user-agent": "Patchcord-Alerts/1" };
    const { status } = await http({ method: "POST", url, headers, body, timeoutMs: TIMEOUT_MS, signal });
    return status >= 200 && status < 300 ? null : `It answered ${status}.`;
  } catch (error) {
    return faultOf(error, signal).message;
  }
}

/** What Slack reads as its own marks is shown as it is. */
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
