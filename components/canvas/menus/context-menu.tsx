"use client";
import {
  ArrowRight,
  Copy,
  CornerDownRight,
  Maximize2,
  Move,
  PanelRight,
  PenLine,
  Plus,
  SquareDashedMousePointer,
  StickyNote,
  Trash2,
  Unplug,
} from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { MenuItem, MenuLine } from "@/components/ui/menu-engine";
import { useCanvasContext } from "../commands/context";
import type { MenuSubject } from "../commands/ui-state";
import type { Point } from "../layout/geometry";
import { type ExitOf, noteKey } from "../layout/ids";

type MenuProps = { at: Point; subject: MenuSubject };

/** The context menu: everything that dragging can do, by single clicks. Opens at the pointer. */
export default function ContextMenu({ at, subject }: MenuProps) {
  const { ui } = useCanvasContext();
  const before = useRef(document.activeElement);
  return (
    <Radix.Root open modal={false} onOpenChange={() => ui.set({ menu: null })}>
      <Radix.Trigger asChild>
        <span aria-hidden className="fixed" style={{ left: at.x, top: at.y }} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label="Actions"
          align="start"
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
          }}
          className="z-50 max-h-[80vh] min-w-52 animate-appear overflow-y-auto rounded-card border border-line bg-float p-1 shadow-float"
        >
          {itemsFor(subject, at)}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function itemsFor(subject: MenuSubject, at: Point): ReactNode {
  if (subject.on === "step") return <StepItems step={subject.step} />;
  if (subject.on === "note") return <NoteItems note={subject.note} />;
  if (subject.on === "pane") return <PaneItems at={at} />;
  if (subject.on === "wires") return <WireChoices {...subject} />;
  return <ExitItems exit={subject.exit} wire={subject.on === "wire"} />;
}

function StepItems({ step }: { step: string }) {
  const { commands } = useCanvasContext();
  const { selection } = commands.now();
  const keys = selection.has(step) ? [...selection] : [step];
  const exits = keys.length === 1 ? (commands.shapeOf(step)?.exits ?? []).filter(({ kind }) => kind !== "fault") : [];
  return (
    <>
      {keys.length === 1 ? (
        <MenuItem icon={PanelRight} onSelect={() => commands.open(step)}>
          Open
        </MenuItem>
      ) : null}
      {exits.map(({ id, label }) => (
        <MenuItem key={id} icon={ArrowRight} onSelect={() => commands.addAfter({ step, exit: id })}>
          Send {label} to…
        </MenuItem>
      ))}
      {exits.length > 0 ? <MenuLine /> : null}
      <MenuItem icon={Copy} onSelect={commands.duplicate}>
        Duplicate
      </MenuItem>
      <MenuItem icon={Move} onSelect={() => commands.beginMove(keys)}>
        Move by clicking
      </MenuItem>
      <MenuLine />
      <MenuItem icon={Trash2} danger onSelect={commands.remove}>
        Delete
      </MenuItem>
    </>
  );
}

type WireChoicesProps = { exits: readonly ExitOf[]; choose: (exit: ExitOf) => void };

/** Asks which of several wires is meant. */
function WireChoices({ exits, choose }: WireChoicesProps) {
  const { commands } = useCanvasContext();
  return (
    <>
      <p className="px-2 py-1 text-label text-quiet">Insert the step after</p>
      {exits.map((exit) => (
        <MenuItem key={`${exit.step}.${exit.exit}`} icon={CornerDownRight} onSelect={() => choose(exit)}>
          {commands.labelOf(exit)} of {commands.nameOf(exit.step)} → {commands.nameOf(commands.targetOf(exit) ?? "")}
        </MenuItem>
      ))}
    </>
  );
}

function ExitItems({ exit, wire }: { exit: ExitOf; wire: boolean }) {
  const { commands } = useCanvasContext();
  const wired = commands.targetOf(exit) !== null;
  const label = commands.labelOf(exit);
  return (
    <>
      <MenuItem icon={ArrowRight} onSelect={() => commands.addAfter(exit)}>
        Send {label} to…
      </MenuItem>
      <MenuItem icon={SquareDashedMousePointer} onSelect={() => commands.beginConnect(exit)}>
        Connect by clicking
      </MenuItem>
      {wired ? (
        <MenuItem icon={CornerDownRight} onSelect={() => commands.insert(exit)}>
          Insert a step{wire ? " here" : ""}
        </MenuItem>
      ) : null}
      {wired ? (
        <>
          <MenuLine />
          <MenuItem icon={Unplug} onSelect={() => commands.connect(exit, null)}>
            Disconnect
          </MenuItem>
        </>
      ) : null}
    </>
  );
}

const SIZES: [string, [number, number]][] = [
  ["Small", [160, 80]],
  ["Medium", [208, 120]],
  ["Large", [320, 200]],
];

function NoteItems({ note }: { note: string }) {
  const { ui, commands } = useCanvasContext();
  return (
    <>
      <MenuItem icon={PenLine} onSelect={() => ui.set({ editedNote: note })}>
        Write
      </MenuItem>
      <MenuItem icon={Move} onSelect={() => commands.beginMove([noteKey(note)])}>
        Move by clicking
      </MenuItem>
      {SIZES.map(([name, size]) => (
        <MenuItem key={name} icon={Maximize2} onSelect={() => commands.now().on?.note.change(note, { size })}>
          {name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={Trash2} danger onSelect={commands.remove}>
        Delete
      </MenuItem>
    </>
  );
}

function PaneItems({ at }: { at: Point }) {
  const { commands } = useCanvasContext();
  return (
    <>
      <MenuItem icon={Plus} onSelect={() => commands.addAt(at)}>
        Add a step here
      </MenuItem>
      <MenuItem icon={StickyNote} onSelect={() => commands.addNote(at)}>
        Add a note here
      </MenuItem>
      <MenuLine />
      <MenuItem icon={SquareDashedMousePointer} onSelect={commands.selectAll}>
        Select all
      </MenuItem>
    </>
  );
}
