import { recentRequests } from "../../flows/buttons/data";
import { countedAs } from "./counted-as";
import { costAt, issueChallenge } from "./proof-of-work";
import type { Visit } from "./serve";

/** POST /api/buttons/{key}/challenge: what a page has to solve before it may ask for a call. */
export async function handleChallenge({ button, origin, network }: Visit): Promise<Response> {
  const recent = await recentRequests(button, countedAs(button.account, network));
  const cost = costAt({ ...recent, perHour: button.settings.perHour });
  const challenge = await issueChallenge(button.id, origin, cost);
  return Response.json(challenge, { headers: { "Cache-Control": "no-store" } });
}
