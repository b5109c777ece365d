"use client";
import { Plus } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Combobox, type ComboboxProps } from "@/components/ui/combobox";

/** Languages that carriers' voices commonly speak; any other tag can be typed. */
const COMMON = (
  "en-US en-GB en-AU en-IN es-ES es-MX es-US de-DE de-AT de-CH fr-FR fr-CA fr-BE it-IT pt-BR pt-PT nl-NL nl-BE da-DK sv-SE " +
  "nb-NO fi-FI pl-PL cs-CZ sk-SK hu-HU ro-RO bg-BG el-GR tr-TR uk-UA ru-RU hr-HR sl-SI lt-LT lv-LV et-EE he-IL ar-SA " +
  "hi-IN ja-JP ko-KR zh-CN zh-TW zh-HK th-TH vi-VN id-ID ms-MY fil-PH ca-ES"
).split(" ");
const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

type LanguagePickerProps = Omit<ComboboxProps, "options" | "placeholder" | "empty" | "footer">;

/** Chooses a language by name or BCP 47 tag. */
export function LanguagePicker({ value, onChange, ...rest }: LanguagePickerProps) {
  const options = useMemo(() => {
    const tags = value && !COMMON.includes(value) ? [value, ...COMMON] : COMMON;
    return tags.map((tag) => ({ value: tag, label: nameOf(tag), detail: tag }));
  }, [value]);
  return (
    <Combobox
      {...rest}
      value={value}
      options={options}
      onChange={onChange}
      placeholder="Choose a language"
      footer={(query, close) =>
        TAG.test(query) && !COMMON.includes(query) ? (
          <div className="border-line border-t p-1">
            <Button
              look="ghost"
              className="w-full !justify-start !px-2"
              onClick={() => {
                close();
                onChange(query);
              }}
            >
              <Plus aria-hidden /> Use {query}
            </Button>
          </div>
        ) : null
      }
    />
  );
}

const NAMES = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard", fallback: "code" });

/** The name of a language, such as "English (United States)"; an unknown tag is returned as it is. */
export function nameOf(tag: string): string {
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
