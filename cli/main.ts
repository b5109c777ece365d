import { CommanderError } from "commander";
import { EXIT, Fault } from "./output/fault";
import { program } from "./program";

try {
  await program().parseAsync();
} catch (error) {
  // What it could not understand, commander has said itself.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT.usage;
  else if (error instanceof Fault) {
    console.error(error.message);
    process.exitCode = error.exitCode;
  } else throw error;
}
