import { z } from "zod";
import { env } from "../../env";
import { STATUS } from "../../errors";
import { readRequest } from "../../flow-request/data";
import { startRoute } from "../../rest/start-interaction";
import { viewer } from "../kit";

/** Everything a website's developer needs to start the flow. Throws `flow_not_found`. */
export const request = viewer.input(z.object({ id: z.uuid() })).query(async ({ ctx, input }) => {
  const { PUBLIC_URL } = env();
  const { method, scope, path, errors } = startRoute;
  return {
    method,
    url: PUBLIC_URL + path.replace("{flow_id}", input.id),
    tokenUrl: `${PUBLIC_URL}/api/oauth/token`,
    scope,
    errors: errors.map((code) => ({ code, status: STATUS[code] })),
    ...(await readRequest(ctx.account, input.id, scope)),
  };
});
