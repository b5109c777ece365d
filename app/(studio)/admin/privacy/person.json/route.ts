import { z } from "zod";
import { currentSession } from "@/server/auth/session";
import { isPatchcordError, PatchcordError, STATUS } from "@/server/platform/errors";
import { parseInput } from "@/server/platform/parse-input";
import { requireSameOrigin } from "@/server/platform/same-origin";
import { personJson } from "@/server/resources/people/export";
import { mayActAs } from "@/server/resources/users/role";

const asked = z.object({ number: z.string().max(200) });

/** All that is stored of a person, as JSON. The number is in the body: addresses are logged. */
export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request);
    const session = await currentSession();
    if (!session) throw new PatchcordError("unauthorized", "Sign in first.");
    if (!mayActAs(session.role, "admin")) throw new PatchcordError("forbidden", "This needs the role Admin.");
    const { number } = parseInput(asked, await request.json().catch(() => null));
    return new Response(await personJson(session, number), {
      headers: {
        "Content-Type": "application/json",
        "Content-Disposition": 'attachment; filename="patchcord-person.json"',
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    return Response.json({ code: error.code, message: error.message }, { status: STATUS[error.code] });
  }
}
