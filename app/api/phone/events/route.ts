import { eventStream, signedIn, studioAnswer } from "@/server/auth/studio-answer";
import { phoneEvents } from "@/server/resources/test-phones/events";
import { phoneNumber, requireSandboxClient } from "@/server/resources/test-phones/sandbox";

const MAX_PHONES = 4;

/** Server-sent events of the account's test phones: `?numbers=+1202…,+1202…`. */
export function GET(request: Request): Promise<Response> {
  return studioAnswer(async () => {
    const session = await signedIn();
    const asked = (new URL(request.url).searchParams.get("numbers") ?? "").split(",").slice(0, MAX_PHONES);
    const numbers = asked.filter((number) => phoneNumber.safeParse(number).success);
    const line = await requireSandboxClient(session.account);
    return eventStream(await phoneEvents(line, session.id, numbers, request.signal));
  });
}
