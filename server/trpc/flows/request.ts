import { z } from "zod";
import { readRequest } from "../../flows/request/data";
import { START_REQUEST } from "../../flows/request/start-request";
import { env } from "../../platform/env";
import { STATUS } from "../../platform/errors";
import { viewer } from "../kit/procedures";

/** Everything that a website's developer needs to start the flow. Throws `flow_not_found`. */
export const request = viewer.input(z.object({ id: z.uuid() })).query(async ({ ctx, input }) => {
  const { PUBLIC_URL } = env();
  const { method, scope, path, errors } = START_REQUEST;
  return {
    method,
    url: PUBLIC_URL + path.replace("{flow_id}", input.id),
    tokenUrl: `${PUBLIC_URL}/api/oauth/token`,
    scope,
    errors: errors.map((code) => ({ code, status: STATUS[code] })),
    ...(await readRequest(ctx.account, input.id, scope)),
  };
});
