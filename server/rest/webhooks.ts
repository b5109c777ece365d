import { z } from "zod";
import { sendAgain, sendTest } from "../resources/webhooks/deliveries/mutations";
import { allEndpoints, type Endpoint, readEndpoint } from "../resources/webhooks/endpoints/data";
import { addEndpoint, editEndpoint, removeEndpoint, rotateSecret } from "../resources/webhooks/endpoints/mutations";
import { endpointInput } from "../resources/webhooks/endpoints/schema";
import { CHOSEN_EVENTS } from "../resources/webhooks/events/catalogue";
import { actorOf } from "./actor";
import { parseBody } from "./parse-body";
import { route } from "./route";
import { CHANGE_ERRORS, id, moment, NOT_STORED, READ_ERRORS } from "./schemas";

const shape = {
  webhook_id: id("The endpoint."),
  name: z.string().meta({ example: "Our website" }),
  url: z.string().meta({ example: "https://www.example.com/patchcord" }),
  types: z.array(z.enum(CHOSEN_EVENTS)).meta({ description: "Types of events; none: all that need not be asked for." }),
  flows: z.array(z.guid()).meta({ description: "Flows whose events are sent; none: all." }),
  headers: z
    .array(z.string())
    .meta({ description: "Names of the headers that are sent besides; values are not shown." }),
  status: z.enum(["active", "paused", "failing", "gone"]).meta({
    description: "`failing`: nothing has succeeded for five days. `gone`: it answered 410. Both are sent nothing.",
  }),
  failing_since: moment.nullable(),
};
const endpoint = z.object(shape).meta({ id: "WebhookEndpoint" });
const secret = z.string().meta({
  description: "Signs every message (Standard Webhooks 1.0.0). Shown this once.",
  example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
});

const body = endpointInput
  .partial({ types: true, flows: true, headers: true })
  .strict()
  .meta({
    id: "WebhookEndpointInput",
    description: "A header that is sent without a value keeps the one that it has.",
    example: { name: "Our website", url: "https://www.example.com/patchcord", types: ["interaction.ended"] },
  });

const ofEndpoint = z.object({ webhook_id: id("The endpoint.") });
const common = { scope: "webhooks:write", rate: "change", notFoundCode: "not_found" } as const;

export const listWebhooksRoute = route({
  ...common,
  method: "GET",
  path: "/api/webhooks",
  operationId: "listWebhooks",
  summary: "List webhook endpoints",
  description: "The addresses to which the account's events are sent, the oldest first.",
  rate: "read",
  params: z.object({}),
  response: {
    status: 200,
    description: "All of them.",
    schema: z.object({ webhooks: z.array(endpoint) }).meta({ id: "WebhookEndpoints" }),
  },
  errors: READ_ERRORS,
  handler: async ({ caller: { account } }) =>
    Response.json({ webhooks: (await allEndpoints(account)).map(shown) }, NOT_STORED),
});

export const createWebhookRoute = route({
  ...common,
  method: "POST",
  path: "/api/webhooks",
  operationId: "createWebhook",
  summary: "Make a webhook endpoint",
  description:
    "Events of what happens from then on are sent to the address, five seconds later at the latest. Names are unique, so that a repeated request is answered with 409.",
  params: z.object({}),
  body,
  response: {
    status: 201,
    description: "Made.",
    schema: z.object({ ...shape, secret }).meta({ id: "NewWebhookEndpoint" }),
  },
  errors: ["conflict", ...CHANGE_ERRORS],
  handler: async ({ caller, body: sent }) => {
    const made = await addEndpoint(actorOf(caller), inputOf(sent));
    const added = shown(await readEndpoint(caller.account, made.id));
    return Response.json({ ...added, secret: made.secret }, { status: 201, ...NOT_STORED });
  },
});

export const changeWebhookRoute = route({
  ...common,
  method: "PUT",
  path: "/api/webhooks/{webhook_id}",
  operationId: "changeWebhook",
  summary: "Change a webhook endpoint",
  description: "Replaces what is set of it. What still waits goes to the new address.",
  params: ofEndpoint,
  body,
  response: { status: 200, description: "Changed.", schema: endpoint },
  errors: ["not_found", "conflict", ...CHANGE_ERRORS],
  handler: async ({ caller, params: { webhook_id }, body: sent }) => {
    await editEndpoint(actorOf(caller), webhook_id, inputOf(sent));
    return Response.json(shown(await readEndpoint(caller.account, webhook_id)), NOT_STORED);
  },
});

export const deleteWebhookRoute = route({
  ...common,
  method: "DELETE",
  path: "/api/webhooks/{webhook_id}",
  operationId: "deleteWebhook",
  summary: "Remove a webhook endpoint",
  description: "Removes it with all that waits for it, and its log.",
  params: ofEndpoint,
  response: { status: 200, description: "Removed.", schema: ofEndpoint.meta({ id: "RemovedWebhookEndpoint" }) },
  errors: ["not_found", ...READ_ERRORS],
  handler: async ({ caller, params: { webhook_id } }) => {
    await removeEndpoint(actorOf(caller), webhook_id);
    return Response.json({ webhook_id }, NOT_STORED);
  },
});

export const rotateWebhookRoute = route({
  ...common,
  method: "POST",
  path: "/api/webhooks/{webhook_id}/rotate",
  operationId: "rotateWebhookSecret",
  summary: "Make a new secret for a webhook endpoint",
  description:
    "Messages are signed with both secrets for a day, so that the receiver can change to the new one meanwhile.",
  params: ofEndpoint,
  response: {
    status: 200,
    description: "Made.",
    schema: z
      .object({ secret, former_until: moment.meta({ description: "Until when the former secret signs, too." }) })
      .meta({ id: "NewWebhookSecret" }),
  },
  errors: ["not_found", ...READ_ERRORS],
  handler: async ({ caller, params: { webhook_id } }) => {
    const { secret: made, formerUntil } = await rotateSecret(actorOf(caller), webhook_id);
    return Response.json({ secret: made, former_until: formerUntil }, NOT_STORED);
  },
});

export const testWebhookRoute = route({
  ...common,
  method: "POST",
  path: "/api/webhooks/{webhook_id}/test",
  operationId: "testWebhook",
  summary: "Send a test event",
  description:
    "Sends the event `webhook.test` to the endpoint, whatever types it has chosen; it is tried for a minute.",
  params: ofEndpoint,
  response: {
    status: 202,
    description: "It is sent.",
    schema: z
      .object({ event_id: z.string().meta({ description: "The message's webhook-id." }) })
      .meta({ id: "SentTestEvent" }),
  },
  errors: ["not_found", "conflict", ...READ_ERRORS],
  handler: async ({ caller, params: { webhook_id } }) => {
    const { event } = await sendTest(actorOf(caller), webhook_id);
    return Response.json({ event_id: event }, { status: 202, ...NOT_STORED });
  },
});

const again = z.strictObject({
  from: moment.meta({ description: "Events of this moment or later." }),
  to: moment.meta({ description: "Events of this moment or before." }),
  only_dead: z.boolean().default(true).meta({ description: "Only those that were given up, not those delivered." }),
});

export const sendAgainRoute = route({
  ...common,
  method: "POST",
  path: "/api/webhooks/{webhook_id}/send-again",
  operationId: "sendWebhooksAgain",
  summary: "Send events again",
  description:
    "Sends events of a time again, with the ids that they had: at most a thousand, the oldest first. A receiver that keeps the ids takes none twice.",
  params: ofEndpoint,
  body: again.meta({
    id: "SendAgain",
    example: { from: "2026-03-02T09:00:00Z", to: "2026-03-02T12:00:00Z", only_dead: true },
  }),
  response: {
    status: 202,
    description: "They are sent.",
    schema: z.object({ events: z.int().meta({ description: "How many." }) }).meta({ id: "SentAgain" }),
  },
  errors: ["not_found", "conflict", ...CHANGE_ERRORS],
  handler: async ({ caller, params: { webhook_id }, body: sent }) => {
    const { from, to, only_dead } = parseBody(again, sent);
    const which = { from: new Date(from), to: new Date(to), onlyDead: only_dead };
    return Response.json(await sendAgain(actorOf(caller), webhook_id, which), { status: 202, ...NOT_STORED });
  },
});

function inputOf(sent: Record<string, unknown>) {
  const { types = [], flows = [], headers = [], ...input } = parseBody(body, sent);
  return { ...input, types, flows, headers };
}

function shown({ id: webhook_id, name, url, types, flows, headers, status, failingSince }: Endpoint) {
  return { webhook_id, name, url, types, flows, headers, status, failing_since: failingSince };
}
