import { router } from "../kit/procedures";
import { add } from "./add";
import { edit } from "./edit";
import { list } from "./list";
import { remove } from "./remove";
import { setup } from "./setup";
import { switchOnOrOff } from "./switch";

export const buttonsRouter = router({ list, setup, add, edit, switch: switchOnOrOff, remove });
