import { Unreadable } from "./odd";
import { type IcsReading, type IcsTask, readIcs } from "./read-ics";

/** What the process says of its one file. */
export type IcsAnswer = { reading: IcsReading } | { unreadable: string };

// A process for each file: somebody else wrote it, and whatever it makes the reader do keeps nobody waiting and can be ended.
process.once("message", (task: IcsTask) => process.send?.(answer(task)));

function answer(task: IcsTask): IcsAnswer {
  try {
    return { reading: readIcs(task) };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    throw error;
  }
}
