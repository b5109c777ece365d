import { router } from "../kit/procedures";
import { add } from "./add";
import { edit } from "./edit";
import { list } from "./list";
import { remove } from "./remove";

export const ringGroupsRouter = router({ list, add, edit, remove });
