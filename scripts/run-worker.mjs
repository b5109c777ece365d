import { runProgram } from "./dist-program.mjs";

await runProgram("worker");
