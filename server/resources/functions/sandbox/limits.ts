/** How long a function may run, from the moment its process was handed the call. */
export const RUN_MS = 2000;
/** The V8 heap of a function. */
export const HEAP_MIB = 32;
/** What the process around it may hold besides code: the heap, what Node itself needs, and room for V8 to tidy up. */
export const PROCESS_DATA_MIB = 200;
/** Inputs and outputs, each as JSON in UTF-8. */
export const MOST_BYTES = 64 * 1024;
/** Longest source, in characters. */
export const MOST_SOURCE = 100_000;
/** What a test run shows of the console. */
export const CONSOLE_LINES = 100;
export const CONSOLE_LINE_CHARACTERS = 1000;
/** What is shown of an error. */
export const MESSAGE_CHARACTERS = 2000;
/** Longest text taken out of an isolate: outputs with every character escaped, and beside them a whole console. */
export const MOST_TOLD = 8 * MOST_BYTES;
