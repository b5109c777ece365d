"use client";
import { Modal, ModalBody } from "@/components/ui/modal";

const GROUPS = [
  {
    title: "Flow",
    keys: [
      ["Ctrl K", "Find steps, commands and flows"],
      ["Ctrl S", "Save a version"],
      ["Ctrl Z", "Undo"],
      ["Ctrl Y", "Redo"],
      ["E", "Test"],
      ["V", "Versions"],
      ["C", "Calls"],
      ["B", "Try on past calls"],
      ["O", "Outline"],
      ["?", "Keyboard shortcuts"],
    ],
  },
  {
    title: "Steps",
    keys: [
      ["A", "Add a step"],
      ["Ctrl Enter", "Choose what follows the selected step"],
      ["Delete", "Delete the selection"],
      ["Ctrl D", "Duplicate"],
      ["Ctrl C  X  V", "Copy, cut, paste"],
      ["Ctrl A", "Select all"],
      ["Esc", "Clear the selection"],
    ],
  },
  {
    title: "Canvas",
    keys: [
      ["F", "Show the whole flow"],
      ["P", "Components"],
      ["S", "Settings"],
      ["M", "Small map"],
      ["T", "Tidy up"],
      ["Arrows", "Move the selection, else the view"],
      ["Shift arrows", "The same, faster"],
      ["Tab", "From step to step"],
      ["Enter", "Open the step"],
      ["Space", "Select the step"],
    ],
  },
  {
    title: "Outline",
    keys: [
      ["Up  Down", "From line to line"],
      ["Left  Right", "Close and open"],
      ["Enter", "Open the step, or choose where an exit leads"],
      ["Insert", "Add a step here"],
      ["F2", "Rename"],
      ["Delete", "Delete the step, or disconnect the exit"],
    ],
  },
] as const;

export function ShortcutSheet({ close }: { close: () => void }) {
  return (
    <Modal open onOpenChange={close} title="Keyboard shortcuts" text="On a Mac, Cmd stands for Ctrl." size="large">
      <ModalBody className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {GROUPS.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-1 font-semibold">{title}</h3>
            <dl className="divide-y divide-line">
              {keys.map(([key, what]) => (
                <div key={key} className="flex items-center justify-between gap-4 py-1.5">
                  <dd className="text-quiet">{what}</dd>
                  <dt className="order-last shrink-0">
                    <kbd className="rounded-tag border border-line bg-well px-1.5 py-0.5 font-mono text-label">
                      {key}
                    </kbd>
                  </dt>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </ModalBody>
    </Modal>
  );
}
