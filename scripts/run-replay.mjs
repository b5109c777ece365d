import { runProgram } from "./dist-program.mjs";

await runProgram("replay");
