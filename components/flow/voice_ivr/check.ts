import type { Finding } from "@/engine/contract";
import type { Config } from "./config";
import { wordsOf } from "./words";

/** Finds duplicate or invalid keys, and keywords that can never select their choice. */
export function check({ phrases, keys = [] }: Config): Finding[] {
  const ids = phrases.map(({ id }) => id);
  return [
    ...keys.flatMap(({ key, phrase }, index) => [
      ...(keys.findIndex((other) => other.key === key) < index
        ? [error("key_duplicate", `the key ${key} is there twice. Choose another.`, ["keys", String(index), "key"])]
        : []),
      ...(ids.includes(phrase)
        ? []
        : [
            error("phrase_missing", `the key ${key} stands for no phrase. Choose one.`, [
              "keys",
              String(index),
              "phrase",
            ]),
          ]),
    ]),
    ...keywordFindings(phrases),
  ];
}

function keywordFindings(phrases: Config["phrases"]): Finding[] {
  const seen = new Map<string, string>();
  return phrases.flatMap(({ name, keywords }, at) =>
    keywords.flatMap((keyword, index): Finding[] => {
      if (keyword.includes("{")) return [];
      const field = ["phrases", String(at), "keywords", String(index)];
      const words = wordsOf(keyword).join(" ");
      if (words === "") return [error("keyword_empty", "a keyword has no letter or digit that could be heard.", field)];
      const before = seen.get(words);
      if (before === undefined) seen.set(words, name);
      if (before === undefined || before === name) return [];
      const message = `the keyword ${keyword} already leads to ${before}, which comes first. Remove one of them.`;
      return [{ severity: "warning", code: "keyword_duplicate", message, field }];
    }),
  );
}

function error(code: string, message: string, field: string[]): Finding {
  return { severity: "error", code, message, field };
}
