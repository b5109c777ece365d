import { utf16Coding } from "@/engine/text-coding";

/** A file's text: UTF-16 as Windows programs write it, else UTF-8. */
export async function textOfFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder(utf16Coding(bytes) ?? "utf-8").decode(bytes);
}
