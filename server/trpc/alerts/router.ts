import { router } from "../kit/procedures";
import { addDestination } from "./add-destination";
import { editDestination } from "./edit-destination";
import { muteRule } from "./mute-rule";
import { overview } from "./overview";
import { removeDestination } from "./remove-destination";
import { setRule } from "./set-rule";
import { testDestination } from "./test-destination";

export const alertsRouter = router({
  ...{ overview, setRule, muteRule },
  ...{ addDestination, editDestination, removeDestination, testDestination },
});
