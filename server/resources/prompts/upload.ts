import { z } from "zod";
import { isPatchcordError, PatchcordError } from "../../platform/errors";
import { wrongField } from "../../platform/parse-input";
import { readBytes } from "../../platform/request-body";
import { requireSameOrigin } from "../../platform/same-origin";
import type { Actor } from "../audit/mutations";
import { mayActAs, type Role } from "../users/role";
import { addPrompt, replacePrompt } from "./mutations";
import { MAX_PROMPT_BYTES } from "./schema";
import type { Content } from "./store-content";

/** The query of an upload: the name of a new prompt, or the id of the prompt that gets another recording. */
const uploadQuery = z.union([
  z.object({ replace: z.uuid() }),
  z.object({ name: z.string().max(400), description: z.string().max(2000).default("") }),
]);

/**
 * `POST /api/recordings?name=…&description=…` adds a prompt, `?replace={id}` gives one another recording; the body is the
 * file's bytes. Throws `unauthorized`, `forbidden`, `unsupported_media_type`, `invalid_request` or `conflict` with the
 * fields that are wrong (the recording is `file`), `not_found`.
 */
export async function receivePrompt(
  request: Request,
  session: (Actor & { role: Role }) | null,
): Promise<{ id: string }> {
  requireSameOrigin(request, "application/octet-stream");
  if (!session) throw new PatchcordError("unauthorized", "Sign in first.");
  if (!mayActAs(session.role, "builder")) throw new PatchcordError("forbidden", "This needs the role builder.");
  const parsed = uploadQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) throw new PatchcordError("invalid_request", "Say which prompt this is for: name or replace.");
  const content = await readFile(request);
  if (!("replace" in parsed.data)) return addPrompt(session, parsed.data, content);
  await replacePrompt(session, parsed.data.replace, content);
  return { id: parsed.data.replace };
}

async function readFile(request: Request): Promise<Content> {
  try {
    return await readBytes(request, MAX_PROMPT_BYTES);
  } catch (error) {
    if (isPatchcordError(error)) {
      const most = MAX_PROMPT_BYTES / 1024 / 1024;
      const description = `This file is larger than ${most} MiB. Shorten it, or save it as MP3.`;
      throw new PatchcordError(error.code, description, { fields: [{ name: "file", description }] });
    }
    throw wrongField("file", "The upload broke off. Try again.", "invalid_request");
  }
}
