import { z } from "zod";
import { currentSession } from "@/server/auth/session";
import { isPatchcordError, PatchcordError, STATUS } from "@/server/platform/errors";
import { exportFile } from "@/server/reports/exports/file";

/** A finished export of the account. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const session = await currentSession();
    if (!session) throw new PatchcordError("unauthorized", "Sign in first.");
    const id = z.uuid().safeParse((await params).id);
    if (!id.success) throw new PatchcordError("not_found", "There is no such export.");
    return await exportFile(session.account, id.data, request);
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    return new Response(error.message, { status: STATUS[error.code] });
  }
}
