import { runningInteractions } from "../../resources/accounts/data";
import { stopDialling } from "../../resources/accounts/mutations";
import { stopInput } from "../../resources/accounts/schema";
import { cancelInteraction } from "../../runtime/due/end-call";
import { runtime } from "../../wiring";
import { admin } from "../kit/procedures";

/** Interactions that are ended by one stop; asking again ends the next. */
const MOST_ENDED = 1000;

/** Stops all dialling at once. `ended`: how many running interactions were ended, where that was asked for. */
export const stop = admin.input(stopInput).mutation(async ({ ctx: { account, session }, input }) => {
  await stopDialling(session, input);
  const running = input.running === "end" ? await runningInteractions(account, MOST_ENDED) : [];
  let ended = 0;
  for (const interaction of running) if (await cancelInteraction(runtime(), account, interaction)) ended += 1;
  return { ended };
});
