import { z } from "zod";
import { addNumbersNotToCall } from "../resources/do-not-call/mutations";
import { actorOf } from "./actor";
import { parseBody } from "./parse-body";
import { route } from "./route";
import { CHANGE_ERRORS, NOT_STORED } from "./schemas";

/** Fits a body of 64 KiB. */
const MAX_NUMBERS = 1000;

const body = z.strictObject({
  numbers: z
    .array(z.string().max(64))
    .min(1)
    .max(MAX_NUMBERS)
    .meta({ description: "With their country codes.", example: ["+12025550140"] }),
  reason: z.string().max(200).default("").meta({ description: "Why, for whoever reads the list." }),
});

const result = z
  .object({
    added: z.int().meta({ description: "Numbers that were not on the list before." }),
    already: z.int().meta({ description: "Numbers that were." }),
    bad: z.array(z.object({ at: z.int(), text: z.string(), problem: z.string() })).meta({
      description: "Texts that are no numbers, by their places in the request, counted from 0. They are left out.",
    }),
  })
  .meta({ id: "NumbersAdded" });

export const addDoNotCallRoute = route({
  method: "POST",
  path: "/api/do-not-call",
  operationId: "addDoNotCall",
  summary: "Add numbers to the do-not-call list",
  description: "From the answer on, no flow of the account rings these numbers. Sending one again changes nothing.",
  scope: "privacy:write",
  rate: "privacy",
  params: z.object({}),
  notFoundCode: "not_found",
  body: body.meta({ id: "NumbersNotToCall" }),
  response: { status: 200, description: "Added.", schema: result },
  errors: CHANGE_ERRORS,
  handler: async ({ caller, body: given }) => {
    const added = await addNumbersNotToCall(actorOf(caller), parseBody(body, given), "api");
    return Response.json(added, NOT_STORED);
  },
});
