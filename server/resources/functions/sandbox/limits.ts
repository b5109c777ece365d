/** How long a function may have a processor. */
export const RUN_MS = 2000;
/** How long it may take, from the moment its process gets the task. */
export const RUN_MOST_MS = 10_000;
/** The V8 heap of a function. */
export const HEAP_MIB = 32;
/** The data segment of the process: the heap, what Node itself needs, and room for V8's garbage collection. */
export const PROCESS_DATA_MIB = 200;
/** The inputs, and the outputs, of a run may be this large as JSON in UTF-8. */
export const MAX_VALUES_BYTES = 64 * 1024;
/** The longest source. */
export const MAX_SOURCE_CHARACTERS = 100_000;
/** How many lines a test run shows of the console. */
export const CONSOLE_LINES = 100;
export const CONSOLE_LINE_CHARACTERS = 1000;
/** How much is shown of an error. */
export const MESSAGE_CHARACTERS = 2000;
/** The longest text that is copied out of an isolate: room for outputs with every character escaped, and a full console. */
export const MAX_RESULT_CHARACTERS = 8 * MAX_VALUES_BYTES;
