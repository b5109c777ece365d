"use client";
import { Command } from "cmdk";
import type { ReactNode } from "react";
import { Modal } from "@/components/ui/modal";

export type Choice = {
  id: string;
  label: string;
  /** Shown in small type, and searched too. */
  detail?: string;
  icon?: ReactNode;
  /** The shortcut of the choice. */
  keys?: string;
  choose: () => void;
};
export type ChoiceGroup = { title: string; choices: Choice[] };

type Props = { title: string; placeholder: string; groups: ChoiceGroup[]; close: () => void };

const MAX_SHOWN = 100;

/** A dialog with a search field and grouped choices; the arrow keys move, Enter chooses. */
export function ChoiceList({ title, placeholder, groups, close }: Props) {
  return (
    <Modal open onOpenChange={close} title={title}>
      <Command label={title} className="flex min-h-0 flex-col">
        <Command.Input
          autoFocus
          placeholder={placeholder}
          className="h-10 shrink-0 border-line border-b bg-transparent px-4 outline-none placeholder:text-quiet"
        />
        <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
          <Command.Empty className="px-2.5 py-3 text-quiet">Nothing matches. Try other words.</Command.Empty>
          {groups.map((group) => (
            <Command.Group
              key={group.title}
              heading={group.title}
              className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:text-quiet"
            >
              {group.choices.slice(0, MAX_SHOWN).map((choice) => (
                <Command.Item
                  key={choice.id}
                  value={`${choice.label} ${choice.detail ?? ""} ${choice.id}`}
                  onSelect={() => {
                    close();
                    choice.choose();
                  }}
                  className="flex min-h-8 cursor-default items-center gap-2 rounded-tag px-2.5 py-1 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0"
                >
                  {choice.icon}
                  <span className="min-w-0 flex-1 truncate">{choice.label}</span>
                  {choice.detail ? <span className="truncate text-label text-quiet">{choice.detail}</span> : null}
                  {choice.keys ? <kbd className="font-mono text-label text-quiet">{choice.keys}</kbd> : null}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Modal>
  );
}
