import { z } from "zod";
import { signedIn, studioAnswer } from "@/server/auth/studio-answer";
import { PatchcordError } from "@/server/platform/errors";
import { parseInput } from "@/server/platform/parse-input";
import { requireSameOrigin } from "@/server/platform/same-origin";
import { personJson } from "@/server/resources/people/export";
import { mayActAs } from "@/server/resources/users/role";

const asked = z.object({ number: z.string().max(200) });

/** All that is stored of a person, as JSON. The number is in the body: addresses are logged. */
export function POST(request: Request): Promise<Response> {
  return studioAnswer(async () => {
    requireSameOrigin(request);
    const session = await signedIn();
    if (!mayActAs(session.role, "admin")) throw new PatchcordError("forbidden", "This needs the role Admin.");
    const { number } = parseInput(asked, await request.json().catch(() => null));
    return new Response(await personJson(session, number), {
      headers: {
        "Content-Type": "application/json",
        "Content-Disposition": 'attachment; filename="patchcord-person.json"',
        "Cache-Control": "private, no-store",
      },
    });
  });
}
