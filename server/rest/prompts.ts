import { z } from "zod";
import { markOf } from "../platform/edit-mark";
import { type PromptRecord, promptRecord, promptRecords, seenOf } from "../resources/prompts/data";
import { addPrompt, removePrompt, renamePrompt, replacePrompt } from "../resources/prompts/mutations";
import { MAX_PROMPT_BYTES } from "../resources/prompts/schema";
import { actorOf } from "./actor";
import { ifMatch } from "./if-match";
import { parseBody } from "./parse-body";
import { route } from "./route";
import { CHANGE_ERRORS, id, marked, moment, NOT_STORED, nextCursor, page, READ_ERRORS } from "./schemas";

const name = z.string().max(400).meta({ description: "What flows call it.", example: "Welcome" });
const description = z.string().max(2000).default("").meta({ description: "For whoever reads the list." });

const prompt = z
  .object({
    prompt_id: id("The prompt."),
    name,
    description: z.string(),
    content_type: z.string().meta({ description: "What the recording is, by its bytes.", example: "audio/wav" }),
    bytes: z.int(),
    sha256: z.string().meta({
      description: "Of the recording, in hex: of the file that was sent, unless something about it had to be mended.",
    }),
    duration_seconds: z.number().nullable(),
    updated_at: moment,
    updated_by: z.string(),
  })
  .meta({ id: "Prompt" });

const ofPrompt = z.object({ prompt_id: id("The prompt.") });
const change = z.strictObject({ name, description });
const file = {
  types: ["audio/wav", "audio/x-wav", "audio/mpeg", "application/octet-stream"],
  maxBytes: MAX_PROMPT_BYTES,
  description: `A WAV (8 or 16 bit PCM or µ-law, one or two channels) or MP3 file as it is, ${MAX_PROMPT_BYTES / 1024 / 1024} MiB at most.`,
} as const;

const PROMPTS = "/api/prompts";
const common = { scope: "prompts:write", rate: "prompts", notFoundCode: "not_found" } as const;
const UPLOAD_ERRORS = CHANGE_ERRORS.filter((code) => code !== "invalid_json");

export const listPromptsRoute = route({
  ...common,
  rate: "read",
  method: "GET",
  path: PROMPTS,
  operationId: "listPrompts",
  summary: "List prompts",
  description: "The account's recordings, the oldest first.",
  params: z.object({}),
  query: z.object(page),
  response: {
    status: 200,
    description: "One page.",
    schema: z.object({ prompts: z.array(prompt), next_cursor: nextCursor }).meta({ id: "PromptPage" }),
  },
  errors: ["invalid_request", ...READ_ERRORS],
  handler: async ({ caller, query: { cursor, limit } }) => {
    const { prompts, more } = await promptRecords(caller.account, cursor ?? null, limit);
    return Response.json({ prompts: prompts.map(shown), next_cursor: more ? prompts.at(-1)?.id : null }, NOT_STORED);
  },
});

export const readPromptRoute = route({
  ...common,
  rate: "read",
  method: "GET",
  path: `${PROMPTS}/{prompt_id}`,
  operationId: "readPrompt",
  summary: "Read a prompt",
  description: "What is known of one of the account's recordings.",
  params: ofPrompt,
  response: { status: 200, description: "The prompt.", schema: prompt, headers: marked("prompt") },
  errors: ["not_found", ...READ_ERRORS],
  handler: async ({ caller, params }) => answer(await promptRecord(caller.account, params.prompt_id)),
});

export const createPromptRoute = route({
  ...common,
  method: "POST",
  path: PROMPTS,
  operationId: "createPrompt",
  summary: "Add a prompt",
  description: "Adds the recording in the body. Names are unique; flows may play it at once.",
  params: z.object({}),
  query: z.object({ name, description }),
  file,
  response: { status: 201, description: "Added.", schema: prompt, headers: marked("prompt") },
  errors: ["conflict", ...UPLOAD_ERRORS],
  handler: async ({ caller, query, file: recording }) => {
    const made = await addPrompt(actorOf(caller), query, recording);
    const headers = { Location: `${PROMPTS}/${made.id}` };
    return answer(await promptRecord(caller.account, made.id), { status: 201, headers });
  },
});

export const changePromptRoute = route({
  ...common,
  method: "PUT",
  path: `${PROMPTS}/{prompt_id}`,
  operationId: "changePrompt",
  summary: "Change a prompt's name and description",
  description: "Published flows go on playing it. Where a draft names it, choose the prompt there by its new name.",
  params: ofPrompt,
  headers: ifMatch.headers("prompt"),
  body: change.meta({ id: "PromptChange", example: { name: "Welcome", description: "Said first." } }),
  response: { status: 200, description: "Changed.", schema: prompt, headers: marked("prompt") },
  errors: ["not_found", "conflict", "precondition_required", ...CHANGE_ERRORS],
  handler: async ({ request, caller, params: { prompt_id }, body }) => {
    const seen = ifMatch.mark(request, "prompt");
    await renamePrompt(actorOf(caller), { id: prompt_id, ...parseBody(change, body) }, seen);
    return answer(await promptRecord(caller.account, prompt_id));
  },
});

export const replacePromptRoute = route({
  ...common,
  method: "PUT",
  path: `${PROMPTS}/{prompt_id}/recording`,
  operationId: "replaceRecording",
  summary: "Replace a prompt's recording",
  description: "Callers hear the recording in the body within a minute.",
  params: ofPrompt,
  headers: ifMatch.headers("prompt"),
  file,
  response: { status: 200, description: "Replaced.", schema: prompt, headers: marked("prompt") },
  errors: ["not_found", "conflict", "precondition_required", ...UPLOAD_ERRORS],
  handler: async ({ request, caller, params: { prompt_id }, file: recording }) => {
    const seen = ifMatch.mark(request, "prompt");
    await replacePrompt(actorOf(caller), prompt_id, recording, seen);
    return answer(await promptRecord(caller.account, prompt_id));
  },
});

export const deletePromptRoute = route({
  ...common,
  method: "DELETE",
  path: `${PROMPTS}/{prompt_id}`,
  operationId: "deletePrompt",
  summary: "Remove a prompt",
  description: "Removes a recording that no flow and no running interaction plays.",
  params: ofPrompt,
  response: { status: 200, description: "Removed.", schema: ofPrompt.meta({ id: "RemovedPrompt" }) },
  errors: ["not_found", "conflict", ...READ_ERRORS],
  handler: async ({ caller, params: { prompt_id } }) => {
    await removePrompt(actorOf(caller), prompt_id);
    return Response.json({ prompt_id }, NOT_STORED);
  },
});

const answer = (found: PromptRecord, { status = 200, headers = {} }: { status?: number; headers?: object } = {}) =>
  Response.json(shown(found), {
    status,
    headers: { ...NOT_STORED.headers, ETag: `"${markOf(seenOf(found))}"`, ...headers },
  });

function shown(found: PromptRecord): z.infer<typeof prompt> {
  const { name: called, description: about, contentType, bytes, sha256, durationSeconds, updatedAt, updatedBy } = found;
  return {
    ...{ prompt_id: found.id, name: called, description: about, content_type: contentType, bytes, sha256 },
    ...{ duration_seconds: durationSeconds, updated_at: updatedAt.toISOString(), updated_by: updatedBy },
  };
}
