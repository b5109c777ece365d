import { z } from "zod";
import { emptyMap, type Values } from "@/engine/contract";
import { checkArguments } from "../flows/arguments";
import { CONSENT, consentIn, consentSchema } from "../flows/consent";
import { START_REQUEST } from "../flows/request/start-request";
import { startInteraction } from "../runtime/start";
import { runtime } from "../wiring";
import { bodyHash } from "./body-hash";
import { idempotencyKey } from "./idempotency-key";
import type { JsonObject } from "./json-object";
import { route } from "./route";
import { id } from "./schemas";
import { countStart, requireStartCapacity } from "./start-gate";

const started = z
  .object({
    interaction_id: id("The interaction that was accepted."),
    flow_version_id: id("The flow version it runs on."),
    flow_execution_id: id("Its execution; the same as the interaction's id."),
  })
  .meta({ id: "StartedInteraction" });

export const startRoute = route({
  method: START_REQUEST.method,
  path: START_REQUEST.path,
  operationId: "startInteraction",
  summary: "Start an interaction",
  description:
    "Starts the flow's published version. The interaction is durable when the answer leaves; the call is placed right after it.",
  scope: START_REQUEST.scope,
  rate: "start",
  params: z.object({ flow_id: id("The flow.") }),
  notFoundCode: "flow_not_found",
  keepsItsKeys: true,
  body: z
    .object({ [CONSENT]: consentSchema.optional() })
    .catchall(z.string())
    .meta({
      id: "Arguments",
      description:
        "The flow's arguments by name; all of them, and nothing else but `_consent`, where the flow requires it.",
      example: { contact_1: "+12025550123", contact_2: "+12025550145" },
    }),
  response: {
    status: 202,
    description: "Accepted.",
    schema: started,
    headers: z.object({
      Location: z.string().meta({ description: "Where the interaction can be read." }),
    }),
  },
  errors: [...START_REQUEST.errors],
  checkCapacity: requireStartCapacity,
  handler: async ({ request, caller, params, body }) => {
    const { response, replayed } = await countStart(() =>
      startInteraction(runtime(), caller.account, {
        flow: params.flow_id,
        client: caller.clientId,
        arguments: stringValues(body),
        key: idempotencyKey(request.headers),
        bodyHash: bodyHash(body),
        check: (definition) => checkArguments(definition, body),
        consent: (definition) => consentIn(definition, body),
      }),
    );
    const headers = new Headers({
      "Cache-Control": "no-store",
      Location: `/api/flows/${params.flow_id}/interactions/${response.interaction_id}`,
    });
    if (replayed) headers.set("Idempotency-Replayed", "true");
    return Response.json(response, { status: 202, headers });
  },
});

/** The body's strings; `checkArguments` refuses a body that holds anything else. */
function stringValues(body: JsonObject): Values {
  const values = emptyMap<string>();
  for (const [name, value] of Object.entries(body)) if (typeof value === "string") values[name] = value;
  return values;
}
