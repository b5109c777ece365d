"use client";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import type { FieldControl } from "@/components/ui/select";
import { beforeCaret, caretToEnd, fill, leaveChip, putIn, selectIn, textIn } from "./chip-dom";
import { OfferList } from "./offer-list";
import type { ChipLanguage } from "./piece";
import { useOffers } from "./use-offers";

type ChipTextProps = {
  control: FieldControl;
  value: string;
  onChange: (value: string) => void;
  language: ChipLanguage;
  /** The label of the list of offers. */
  offersLabel: string;
  /** The least number of lines; undefined for a single line without line breaks. */
  rows: number | undefined;
  placeholder?: string | undefined;
  readOnly: boolean;
};

/** Browser editing commands that would add formatting. */
const FORMATS = /^(format|insert(OrderedList|UnorderedList|HorizontalRule|Link|FromDrop))/;
const LINE = 1.25;

/**
 * A text input in which some parts show as chips. The browser does the editing (caret, selection, input methods, undo,
 * spelling); React sets the content only when the value changes from outside.
 */
export function ChipText({
  control,
  value,
  onChange,
  language,
  offersLabel,
  rows,
  placeholder,
  readOnly,
}: ChipTextProps) {
  const root = useRef<HTMLDivElement>(null);
  const current = useRef<string | null>(null);
  const listId = useId();
  const offers = useOffers(root, language);
  const { id, ...aria } = control;

  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const focused = document.activeElement === element;
    if (current.current === value && focused) return;
    current.current = value;
    fill(element, language.split(value));
    if (focused) caretToEnd(element);
  }, [value, language]);

  useEffect(() => {
    const element = root.current;
    const stop = (event: InputEvent) => {
      if (FORMATS.test(event.inputType)) event.preventDefault();
    };
    element?.addEventListener("beforeinput", stop);
    return () => element?.removeEventListener("beforeinput", stop);
  }, []);

  function commit() {
    if (!root.current) return;
    const text = textIn(root.current);
    if (text === current.current) return;
    current.current = text;
    onChange(text);
  }

  /** Replaces a mark that was typed by hand with its chip. */
  function chipTyped() {
    const before = root.current && beforeCaret(root.current);
    if (!before) return;
    const last = language.split(before.text).at(-1);
    if (!last?.chip) return;
    selectIn(before.node, before.text.length - last.source.length, before.text.length);
    putIn([last]);
  }

  function onInput(event: InputEvent) {
    if (root.current) leaveChip(root.current);
    if (!event.isComposing && event.inputType === "insertText") chipTyped();
    commit();
    if (!event.isComposing) offers.update();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const handled = offers.onKey(event.key);
    if (handled || event.key === "Enter") event.preventDefault();
    if (handled && event.key === "Escape") event.stopPropagation();
    if (!handled && event.key === "Enter" && rows !== undefined) document.execCommand("insertLineBreak");
  }

  function onCopy(event: ClipboardEvent) {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", textIn(selection.getRangeAt(0).cloneContents(), false));
    if (event.type === "cut" && !readOnly) document.execCommand("delete");
  }

  function onPaste(event: ClipboardEvent) {
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    putIn(language.split(rows === undefined ? text.replaceAll(/\s*\r?\n\s*/g, " ").trim() : text));
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: an input holds no chips. */}
      <div
        ref={root}
        id={id}
        {...aria}
        role="textbox"
        tabIndex={0}
        aria-multiline={rows !== undefined}
        aria-readonly={readOnly || undefined}
        aria-autocomplete="list"
        aria-controls={offers.open ? listId : undefined}
        aria-activedescendant={offers.open ? `${listId}-${offers.open.active}` : undefined}
        contentEditable={!readOnly}
        suppressContentEditableWarning
        spellCheck={rows !== undefined}
        data-placeholder={placeholder}
        data-empty={value === "" || undefined}
        onInput={(event) => onInput(event.nativeEvent as InputEvent)}
        onCompositionEnd={() => {
          commit();
          offers.update();
        }}
        onKeyDown={onKeyDown}
        onBlur={offers.close}
        onCopy={onCopy}
        onCut={onCopy}
        onPaste={onPaste}
        onDragStart={(event) => event.preventDefault()}
        style={{ minHeight: `calc(${(rows ?? 1) * LINE}rem + 0.75rem)` }}
        className={classNames(
          "relative w-full min-w-0 cursor-text whitespace-pre-wrap rounded-control border border-edge bg-panel px-2.5 py-[5px] text-ink [overflow-wrap:anywhere] aria-invalid:border-bad",
          "before:pointer-events-none before:absolute before:text-quiet data-[empty]:before:content-[attr(data-placeholder)]",
          rows !== undefined && "max-h-80 overflow-y-auto",
        )}
      />
      {offers.open ? (
        <OfferList
          id={listId}
          label={offersLabel}
          at={offers.open.at}
          offers={offers.offers}
          active={offers.open.active}
          onPoint={offers.setActive}
          onChoose={offers.choose}
          onClose={offers.close}
        />
      ) : null}
    </>
  );
}
