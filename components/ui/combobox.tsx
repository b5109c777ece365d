"use client";
import { Check, ChevronsUpDown, Search } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { classNames } from "./class-names";
import { CONTROL } from "./field";

export type Option = {
  value: string;
  /** Shown, searched, and read to screen readers. */
  label: string;
  /** A second name, searched too: an id, a number. */
  detail?: string;
  /** Further names, searched and not shown. */
  also?: string;
  icon?: ReactNode;
  /** If set, the option cannot be chosen, and this says why. */
  unusable?: string;
};

export type ComboboxProps = {
  id?: string;
  "aria-labelledby"?: string;
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  value: string | null;
  options: readonly Option[];
  onChange: (value: string | null) => void;
  placeholder: string;
  /** The label of the option that clears the choice; absent if the choice cannot be cleared. */
  none?: string;
  /** Shown if there are no options at all. */
  empty?: ReactNode;
  /** Content below the list, such as a form that creates a missing option. `close` closes the list. */
  footer?: (query: string, close: () => void) => ReactNode;
  /** Makes an option of what was typed, where none is called that. */
  create?: {
    /** What is searched for at first, while nothing is chosen. */
    suggested: string;
    /** The option that makes it; null where nothing can be made of the text. */
    option: (query: string) => Omit<Option, "value"> | null;
    make: (query: string) => void;
  };
  disabled?: boolean;
  className?: string;
};

/** The list shows at most this many matches; typing finds the others. */
const SHOWN = 60;
const NONE = "";
/** The value of the option that makes a new one; no other option's, since it has a control character. */
const CREATE = "\u0000create";

/** A select with a search field, for lists that can be long. Opens when it is typed on, as a select does. */
export function Combobox({
  value,
  options,
  onChange,
  placeholder,
  none,
  empty,
  footer,
  create,
  ...rest
}: ComboboxProps) {
  const { className, disabled, id, "aria-labelledby": labelledBy, ...aria } = rest;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const valueId = useId();
  const chosen = options.find((option) => option.value === value);
  const close = () => setOpen(false);
  function onOpenChange(next: boolean) {
    setTyped(null);
    setOpen(next);
  }
  function onKeyDown(event: KeyboardEvent) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (open || key.length !== 1 || key === " " || ctrlKey || metaKey || altKey) return;
    // What is typed is searched for, and is no shortcut.
    event.preventDefault();
    event.stopPropagation();
    setTyped(key);
    setOpen(true);
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>
        <button
          type="button"
          id={id}
          role="combobox"
          aria-expanded={open}
          data-empty={value === null ? "" : undefined}
          aria-labelledby={labelledBy ? `${labelledBy} ${valueId}` : undefined}
          disabled={disabled}
          onKeyDown={onKeyDown}
          className={classNames(CONTROL, "@container flex items-center gap-2 text-left", className)}
          {...aria}
        >
          {chosen?.icon}
          <span id={valueId} className={classNames("min-w-0 flex-1 truncate", !chosen && "text-quiet")}>
            {chosen?.label ?? (value || none || placeholder)}
          </span>
          {chosen?.detail ? (
            <span className="@max-[13rem]:hidden max-w-1/2 shrink-0 truncate font-mono text-label text-quiet">
              {chosen.detail}
            </span>
          ) : null}
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-quiet" />
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={placeholder}
          onOpenAutoFocus={(event) => {
            const search = event.currentTarget instanceof Element && event.currentTarget.querySelector("input");
            if (typed === null || !search) return;
            // The next letter comes after the first one: the list's own way would select that.
            event.preventDefault();
            search.focus();
            search.setSelectionRange(typed.length, typed.length);
          }}
          className="z-50 flex max-h-[min(24rem,var(--radix-popover-content-available-height))] w-[max(var(--radix-popover-trigger-width),16rem)] max-w-[calc(100vw-1rem)] animate-appear flex-col overflow-hidden rounded-card border border-line bg-float shadow-float"
        >
          <Choices
            options={options}
            value={value}
            none={none}
            empty={empty}
            placeholder={placeholder}
            footer={(query) => footer?.(query, close)}
            create={create}
            typed={typed}
            onCreate={(query) => {
              close();
              create?.make(query);
            }}
            onChoose={(next) => {
              close();
              if (next !== value) onChange(next);
            }}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ChoicesProps = {
  options: readonly Option[];
  value: string | null;
  none: string | undefined;
  empty: ReactNode;
  placeholder: string;
  footer: (query: string) => ReactNode;
  create: ComboboxProps["create"];
  /** What was typed before the list was there. */
  typed: string | null;
  onCreate: (query: string) => void;
  onChoose: (value: string | null) => void;
};

function Choices(props: ChoicesProps) {
  const { options, value, none, empty, placeholder, footer, create, typed, onCreate, onChoose } = props;
  const listId = useId();
  const [query, setQuery] = useState(typed ?? (value === null ? (create?.suggested ?? "") : ""));
  const made = query.trim() === "" ? null : (create?.option(query) ?? null);
  const matching = useMemo(() => matches(options, query, none), [options, query, none]);
  const found = made ? [...matching, { value: CREATE, ...made }] : matching;
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      found.findIndex((option) => option.value === (value ?? NONE)),
    ),
  );
  const list = useRef<HTMLDivElement>(null);
  const active = found[at];

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another option becomes active, and only then.
  useEffect(() => {
    list.current?.querySelector("[data-active=true]")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  function choose(option: Option | undefined) {
    if (!option || option.unusable !== undefined) return;
    if (option.value === CREATE) onCreate(query);
    else onChoose(option.value === NONE ? null : option.value);
  }
  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
    if (event.key === "Enter") choose(active);
    else if (to !== undefined && found.length > 0) setAt((to + found.length) % found.length);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="flex items-center gap-2 border-line border-b px-2.5">
        <Search aria-hidden className="size-3.5 shrink-0 text-quiet" />
        <input
          role="combobox"
          aria-label="Search"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active ? `${listId}-${at}` : undefined}
          placeholder="Search"
          value={query}
          // What was suggested goes with the first letter typed.
          onFocus={({ target }) => target.select()}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-9 min-w-0 flex-1 bg-transparent outline-none placeholder:text-quiet"
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={placeholder}
        className="min-h-0 flex-1 overflow-y-auto p-1"
      >
        {found.map((option, index) => (
          <Row
            key={option.value}
            id={`${listId}-${index}`}
            option={option}
            active={index === at}
            chosen={option.value === (value ?? NONE)}
            onPoint={() => setAt(index)}
            onChoose={() => choose(option)}
          />
        ))}
      </div>
      {found.length === 0 ? (
        <div role="status" className="px-2.5 pb-2.5 text-quiet">
          {options.length === 0 ? (empty ?? "Nothing here yet.") : "Nothing matches. Try other words."}
        </div>
      ) : null}
      {footer(query)}
    </>
  );
}

type RowProps = {
  id: string;
  option: Option;
  active: boolean;
  chosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

function Row({ id, option, active, chosen, onPoint, onChoose }: RowProps) {
  const unusable = option.unusable !== undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the search field keeps the focus and handles the keys for its list.
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={unusable || undefined}
      data-active={active}
      onPointerMove={onPoint}
      onClick={onChoose}
      className={classNames(
        "flex min-h-8 cursor-default select-none items-center gap-2 rounded-tag px-2 py-1 data-[active=true]:bg-hover",
        unusable && "text-quiet",
      )}
    >
      {option.icon}
      <span className="min-w-0 flex-1">
        <span className={classNames("block truncate", option.value === NONE && "text-quiet")}>{option.label}</span>
        {option.unusable ? <span className="block text-label text-quiet">{option.unusable}</span> : null}
      </span>
      {option.detail ? (
        <span className="max-w-1/2 shrink-0 truncate font-mono text-label text-quiet">{option.detail}</span>
      ) : null}
      <Check aria-hidden className={classNames("size-3.5 shrink-0", !chosen && "invisible")} />
    </div>
  );
}

/** The options that contain every typed word; those that start with the first word come first. */
function matches(options: readonly Option[], query: string, none: string | undefined): Option[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...(none ? [{ value: NONE, label: none }] : []), ...options].slice(0, SHOWN);
  const first = words[0] ?? "";
  return options
    .filter(({ label, detail = "", also = "" }) =>
      words.every((word) => `${label} ${detail} ${also}`.toLowerCase().includes(word)),
    )
    .toSorted(
      (a, b) => Number(b.label.toLowerCase().startsWith(first)) - Number(a.label.toLowerCase().startsWith(first)),
    )
    .slice(0, SHOWN);
}
