import { router } from "../kit/procedures";
import { add } from "./add";
import { deliveries } from "./deliveries";
import { delivery } from "./delivery";
import { dropFormer } from "./drop-former";
import { edit } from "./edit";
import { get } from "./get";
import { list } from "./list";
import { pause } from "./pause";
import { remove } from "./remove";
import { resume } from "./resume";
import { rotate } from "./rotate";
import { sendAgain } from "./send-again";
import { setup } from "./setup";
import { test } from "./test";

export const webhooksRouter = router({
  ...{ list, get, setup, add, edit, remove, pause, resume, rotate, dropFormer },
  ...{ test, deliveries, delivery, sendAgain },
});
