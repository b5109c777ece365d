"use client";
import { Command, useCommandState } from "cmdk";
import { type ReactNode, startTransition, useCallback, useEffect, useRef, useState } from "react";
import { Modal } from "@/components/ui/modal";
import { type TypedAhead, useEnteredAhead } from "@/components/ui/typed-ahead";

export type Choice = {
  id: string;
  label: string;
  /** Shown in small type, and searched too. */
  detail?: string;
  icon?: ReactNode;
  /** The shortcut of the choice. */
  keys?: string;
  /** Found for the typed text by somebody else, such as the server: shown whether its own words match or not. */
  found?: boolean;
  /** Why it cannot be chosen; absent if it can. */
  unusable?: string | undefined;
  /** Called when the list has closed and returned the focus: what it opens or focuses then keeps the focus. */
  choose: () => void;
};
export type ChoiceGroup = { title: string; choices: Choice[] };

type Props = {
  title: string;
  placeholder: string;
  groups: ChoiceGroup[];
  /** Below the list. */
  footer?: ReactNode;
  close: () => void;
  /** The typed text, where the groups depend on it. */
  query?: string;
  onQuery?: (query: string) => void;
  /** What was typed before the list was there. Whoever keeps the query begins it with this text. */
  typed?: TypedAhead;
};

/** Shown at once; the rest of a long group is rendered after that, so that typing never waits for it. */
const FIRST = 60;

/** A dialog with a search field and grouped choices; the arrow keys move, Enter chooses. */
export function ChoiceList({ title, groups, footer, close, query, ...search }: Props) {
  const [most, setMost] = useState(FIRST);
  useEffect(() => startTransition(() => setMost(Number.POSITIVE_INFINITY)), []);
  const chosen = useRef<Choice | null>(null);
  const select = (choice: Choice) => {
    chosen.current = choice;
    close();
  };
  return (
    <Modal open onOpenChange={close} onClosed={() => chosen.current?.choose()} title={title}>
      <Command label={title} className="flex min-h-0 flex-col">
        <SearchInput query={query} {...search} />
        <MarkFirst />
        <Command.List className="max-h-[60vh] overflow-y-auto p-1.5">
          <Command.Empty className="px-2.5 py-3 text-quiet">Nothing matches. Try other words.</Command.Empty>
          {groups
            .filter(({ choices }) => choices.length > 0)
            .map((group) => (
              <Command.Group
                key={group.title}
                heading={group.title}
                className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:text-quiet"
              >
                {group.choices.slice(0, most).map((choice) => (
                  <Item key={choice.id} choice={choice} group={group.title} query={query} select={select} />
                ))}
              </Command.Group>
            ))}
        </Command.List>
      </Command>
      {footer}
    </Modal>
  );
}

/**
 * Marks the first choice where none is: what a server finds can come in place of all that was there, the marked one among it, and Enter
 * would do nothing then. The page itself is watched: the list draws and drops choices by steps of its own, of which no state tells.
 */
function MarkFirst() {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const list = here.current?.closest("[cmdk-root]");
    if (!list) return;
    const mark = () => {
      if (!list.querySelector("[cmdk-item]") || list.querySelector("[aria-selected=true]")) return;
      list.querySelector("input")?.dispatchEvent(new KeyboardEvent("keydown", { key: "Home", bubbles: true }));
    };
    mark();
    const watch = new MutationObserver(mark);
    watch.observe(list, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-selected"] });
    return () => watch.disconnect();
  }, []);
  return <span ref={here} hidden />;
}

/** Keeps the text by itself where nobody else does: the groups need not be rendered for a letter. */
function SearchInput({
  placeholder,
  query,
  onQuery,
  typed,
}: Pick<Props, "placeholder" | "query" | "onQuery" | "typed">) {
  const input = useRef<HTMLInputElement>(null);
  const [own, setOwn] = useState(typed?.text ?? "");
  const searched = useCommandState(({ search }) => search);
  const marked = useCommandState(({ value }) => value);
  const enter = useCallback(
    () => input.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })),
    [],
  );
  useEnteredAhead(typed, searched, marked, enter);
  return (
    <Command.Input
      ref={input}
      autoFocus
      placeholder={placeholder}
      value={query ?? own}
      onValueChange={onQuery ?? setOwn}
      className="h-10 shrink-0 border-line border-b bg-transparent px-4 outline-none placeholder:text-quiet"
    />
  );
}

type ItemProps = { choice: Choice; group: string; query: string | undefined; select: (choice: Choice) => void };

function Item({ choice, group, query, select }: ItemProps) {
  const { id, label, detail, icon, keys, found, unusable } = choice;
  return (
    <Command.Item
      value={`${label} ${detail ?? ""} ${group} ${id}`}
      {...(found && query ? { keywords: [query] } : {})}
      disabled={unusable !== undefined}
      onSelect={() => select(choice)}
      className="flex min-h-8 cursor-default items-center gap-2 rounded-tag px-2.5 py-1 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {icon}
      <span className={unusable === undefined ? "min-w-0 flex-1" : "min-w-0 flex-1 text-quiet"}>
        <span className="block truncate">{label}</span>
        {unusable === undefined ? null : <span className="block text-label">{unusable}</span>}
      </span>
      {detail ? <span className="max-w-1/2 truncate text-label text-quiet">{detail}</span> : null}
      {keys ? <kbd className="font-mono text-label text-quiet">{keys}</kbd> : null}
    </Command.Item>
  );
}
