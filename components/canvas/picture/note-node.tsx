"use client";
import { type NodeProps, NodeResizeControl } from "@xyflow/react";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { useCanvasContext, useUi } from "../commands/context";
import type { NoteNode as Node } from "../scene/project";

const LEAST = { width: 120, height: 64 };
const LONGEST = 2000;

/** A note on the canvas; it is not part of what the flow does. Double click or Enter edits its text. */
export const NoteNode = memo(
  function NoteNode({ data: { note }, selected }: NodeProps<Node>) {
    const { ui, commands, readOnly } = useCanvasContext();
    const editing = useUi((state) => state.editedNote === note.id);
    function save(text: string) {
      ui.set({ editedNote: null });
      if (text !== note.text) commands.now().on?.note.change(note.id, { text });
    }
    return (
      <div className={classNames("note", selected && "note-selected")}>
        {editing ? (
          <textarea
            className="note-text nodrag nopan nowheel"
            aria-label="Text of the note"
            maxLength={LONGEST}
            defaultValue={note.text}
            ref={(area) => area?.focus()}
            onBlur={(event) => save(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") event.currentTarget.blur();
              event.stopPropagation();
            }}
          />
        ) : (
          <div className="note-text">{note.text || <span className="text-quiet">Double-click to write</span>}</div>
        )}
        {selected && !readOnly ? (
          <NodeResizeControl
            className="note-grip"
            minWidth={LEAST.width}
            minHeight={LEAST.height}
            position="bottom-right"
          />
        ) : null}
      </div>
    );
  },
  (a, b) => a.data === b.data && a.selected === b.selected,
);
