import { takePiece } from "../../resources/do-not-call/imports/mutations";
import { pieceInput } from "../../resources/do-not-call/imports/schema";
import { admin } from "../kit/procedures";

/** Takes the next lines of a file, which the browser sends piece by piece: a file of a million is never in memory at once. */
export const importPiece = admin.input(pieceInput).mutation(({ ctx, input }) => takePiece(ctx.account, input));
