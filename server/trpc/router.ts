import { open } from "./account/open";
import { adminRouter } from "./admin";
import { flowsRouter } from "./flows/router";
import { callbacks } from "./interactions/callbacks";
import { cancel } from "./interactions/cancel";
import { cancelCallback } from "./interactions/cancel-callback";
import { get } from "./interactions/get";
import { list } from "./interactions/list";
import { playback } from "./interactions/playback";
import { ringCallbackAgain } from "./interactions/ring-callback-again";
import { ringCallbackNow } from "./interactions/ring-callback-now";
import { router } from "./kit/procedures";
import { calls } from "./phone/calls";
import { flow } from "./phone/flow";
import { ring } from "./phone/ring";
import { setup } from "./phone/setup";
import { reportsRouter } from "./reports/router";

/** Every procedure of the studio: one file each. */
export const appRouter = router({
  flows: flowsRouter,
  admin: adminRouter,
  account: router({ open }),
  interactions: router({ list, get, playback, cancel, callbacks, cancelCallback, ringCallbackNow, ringCallbackAgain }),
  reports: reportsRouter,
  phone: router({ setup, flow, ring, calls }),
});
export type AppRouter = typeof appRouter;
