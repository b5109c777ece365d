import { router } from "../kit/procedures";
import { add } from "./add";
import { addAction } from "./add-action";
import { edit } from "./edit";
import { editAction } from "./edit-action";
import { get } from "./get";
import { list } from "./list";
import { remove } from "./remove";
import { removeAction } from "./remove-action";
import { testAction } from "./test-action";

export const connectionsRouter = router({
  list,
  get,
  add,
  edit,
  remove,
  addAction,
  editAction,
  removeAction,
  testAction,
});
