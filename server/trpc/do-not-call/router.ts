import { router } from "../kit/procedures";
import { add } from "./add";
import { begin } from "./begin-import";
import { importPiece } from "./import-piece";
import { imports } from "./imports";
import { list } from "./list";
import { readOne } from "./read-import";
import { remove } from "./remove";
import { rings } from "./rings";
import { runOne } from "./run-import";
import { stopOne } from "./stop-import";

export const doNotCallRouter = router({
  ...{ list, add, remove, rings },
  ...{ imports, beginImport: begin, importPiece, runImport: runOne, stopImport: stopOne, readImport: readOne },
});
