import { parentPort, workerData } from "node:worker_threads";
import { Unreadable } from "./odd";
import { type IcsReading, type IcsTask, readIcs } from "./read-ics";

/** What the thread says of its one file. */
export type IcsAnswer = { reading: IcsReading } | { unreadable: string };

// A thread for each file: somebody else wrote it, and whatever it makes the reader do keeps nobody waiting and can be ended.
parentPort?.postMessage(answer(workerData as IcsTask));

function answer(task: IcsTask): IcsAnswer {
  try {
    return { reading: readIcs(task) };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    throw error;
  }
}
