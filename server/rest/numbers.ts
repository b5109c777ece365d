import { z } from "zod";
import { markOf } from "../platform/edit-mark";
import { isPatchcordError, PatchcordError } from "../platform/errors";
import type { AccountId } from "../ports/ids";
import { carrierNamed, type NumberRecord, numberRecord, numberRecords, seenOf } from "../resources/numbers/data";
import { addNumber, editNumber, removeNumber } from "../resources/numbers/mutations";
import { actorOf } from "./actor";
import { ifMatch } from "./if-match";
import { parseBody } from "./parse-body";
import { route } from "./route";
import { CHANGE_ERRORS, marked, NOT_STORED, page, READ_ERRORS } from "./schemas";

const name = z.string().max(200).meta({ description: "What the studio shows beside it.", example: "Support" });
const carrier = z
  .string()
  .max(200)
  .meta({ description: "The name of the carrier row that calls from it go through.", example: "Sandbox" });

const voice = "Flows may call from it.";

const number = z
  .object({
    number: z.string().meta({ description: "In E.164.", example: "+12025550100" }),
    name,
    carrier,
    voice_enabled: z.boolean().meta({ description: voice }),
  })
  .meta({ id: "Number" });

const settings = { name, carrier, voice_enabled: z.boolean().default(true).meta({ description: voice }) };
const addition = z.strictObject({
  number: z.string().max(200).meta({ description: "With its country code.", example: "+12025550100" }),
  ...settings,
});
const change = z.strictObject(settings);

const ofNumber = z.object({
  number: z
    .string()
    .overwrite((sent) => sent.replace(/^%2b/i, "+"))
    .regex(/^\+[1-9]\d{1,14}$/)
    .meta({ description: "The number in E.164.", example: "+12025550100" }),
});
/** Digits alone: a plus is a blank in a query. */
const cursor = z
  .string()
  .regex(/^[1-9]\d{1,14}$/, "must be a cursor of an answer")
  .optional()
  .meta({ description: "`next_cursor` of the page before, for the next one." });

const NUMBERS = "/api/numbers";
const read = { scope: "numbers:read", rate: "read", notFoundCode: "not_found" } as const;
const write = { scope: "numbers:write", rate: "numbers", notFoundCode: "not_found" } as const;

export const listNumbersRoute = route({
  ...read,
  method: "GET",
  path: NUMBERS,
  operationId: "listNumbers",
  summary: "List numbers",
  description: "The numbers that the account's calls are made from, in order.",
  params: z.object({}),
  query: z.object({ limit: page.limit, cursor }),
  response: {
    status: 200,
    description: "One page.",
    schema: z
      .object({
        numbers: z.array(number),
        next_cursor: z.string().nullable().meta({ description: "For the next page; null where there is none." }),
      })
      .meta({ id: "NumberPage" }),
  },
  errors: ["invalid_request", ...READ_ERRORS],
  handler: async ({ caller, query: { cursor: after, limit } }) => {
    const { numbers, more } = await numberRecords(caller.account, after ? `+${after}` : null, limit);
    const last = numbers.at(-1)?.e164.slice(1) ?? null;
    return Response.json({ numbers: numbers.map(shown), next_cursor: more ? last : null }, NOT_STORED);
  },
});

export const readNumberRoute = route({
  ...read,
  method: "GET",
  path: `${NUMBERS}/{number}`,
  operationId: "readNumber",
  summary: "Read a number",
  description: "One of the account's numbers.",
  params: ofNumber,
  response: { status: 200, description: "The number.", schema: number, headers: marked("number") },
  errors: ["not_found", ...READ_ERRORS],
  handler: async ({ caller, params }) => answer(await numberRecord(caller.account, params.number)),
});

export const createNumberRoute = route({
  ...write,
  method: "POST",
  path: NUMBERS,
  operationId: "createNumber",
  summary: "Add a number",
  description: "Adds a number that the carrier has given you. Flows may name it at once.",
  params: z.object({}),
  body: addition.meta({
    id: "NumberInput",
    example: { number: "+12025550100", name: "Support", carrier: "Sandbox", voice_enabled: true },
  }),
  response: { status: 201, description: "Added.", schema: number, headers: marked("number") },
  errors: ["conflict", ...CHANGE_ERRORS],
  handler: async ({ caller, body }) => {
    const { number: text, ...values } = parseBody(addition, body);
    const { account } = caller;
    const e164 = await inApiNames(async () =>
      addNumber(actorOf(caller), { e164: text, ...(await input(account, values)) }),
    );
    return answer(await numberRecord(account, e164), { status: 201, headers: { Location: `${NUMBERS}/${e164}` } });
  },
});

export const changeNumberRoute = route({
  ...write,
  method: "PUT",
  path: `${NUMBERS}/{number}`,
  operationId: "changeNumber",
  summary: "Change a number",
  description: "Replaces what is set of it. Calls under way are not touched; the next one goes by what is set.",
  params: ofNumber,
  headers: ifMatch.headers("number"),
  body: change.meta({ id: "NumberChange", example: { name: "Help line", carrier: "Sandbox", voice_enabled: true } }),
  response: { status: 200, description: "Changed.", schema: number, headers: marked("number") },
  errors: ["not_found", "conflict", "precondition_required", ...CHANGE_ERRORS],
  handler: async ({ request, caller, params: { number: e164 }, body }) => {
    const seen = ifMatch.mark(request, "number");
    const values = parseBody(change, body);
    const { account } = caller;
    await inApiNames(async () => editNumber(actorOf(caller), { e164, ...(await input(account, values)) }, seen));
    return answer(await numberRecord(account, e164));
  },
});

export const deleteNumberRoute = route({
  ...write,
  method: "DELETE",
  path: `${NUMBERS}/{number}`,
  operationId: "deleteNumber",
  summary: "Remove a number",
  description: "Removes a number that no flow names.",
  params: ofNumber,
  response: { status: 200, description: "Removed.", schema: ofNumber.meta({ id: "RemovedNumber" }) },
  errors: ["not_found", "conflict", ...READ_ERRORS],
  handler: async ({ caller, params: { number: e164 } }) => {
    await removeNumber(actorOf(caller), e164);
    return Response.json({ number: e164 }, NOT_STORED);
  },
});

const answer = (found: NumberRecord, { status = 200, headers = {} }: { status?: number; headers?: object } = {}) =>
  Response.json(shown(found), {
    status,
    headers: { ...NOT_STORED.headers, ETag: `"${markOf(seenOf(found))}"`, ...headers },
  });

function shown({ e164, label, carrier: through, voiceEnabled }: NumberRecord): z.infer<typeof number> {
  return { number: e164, name: label, carrier: through, voice_enabled: voiceEnabled };
}

async function input(account: AccountId, { name: label, carrier: through, voice_enabled }: z.infer<typeof change>) {
  return { label, carrierId: await carrierNamed(account, through), voiceEnabled: voice_enabled };
}

const API_NAMES: Record<string, string> = { e164: "number", label: "name", carrierId: "carrier" };

/** Does `work`; the fields of its errors are named as the API names them. */
async function inApiNames<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isPatchcordError(error) || !error.details.fields) throw error;
    const fields = error.details.fields.map((field) => ({ ...field, name: API_NAMES[field.name] ?? field.name }));
    throw new PatchcordError(error.code, error.message, { ...error.details, fields });
  }
}
