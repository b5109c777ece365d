"use client";
import type { ComponentProps } from "react";
import { TextArea } from "@/components/ui/text-area";
import { ChangeList } from "./change-list";
import { TestResults } from "./obstacles";

/** A text that is being written. */
type Text = { value: string; set: (value: string) => void };
type Props = ComponentProps<typeof ChangeList> &
  ComponentProps<typeof TestResults> & {
    /** Why it is published although a test failed; null where that is not asked. */
    reason: Text | null;
    /** Null where there is nothing to publish. */
    note: Text | null;
  };

/** What would go out, what the tests say of it, and what whoever publishes has to say. */
export function Review({ changes, nameOf, tests, reason, note }: Props) {
  return (
    <>
      <section aria-label="Changes">
        <h3 className="mb-1.5 font-semibold">What changes</h3>
        <ChangeList changes={changes} nameOf={nameOf} />
      </section>
      <TestResults tests={tests} />
      {reason ? (
        <TextArea
          label="Publish in spite of failed tests: why?"
          hint="The audit log keeps the reason."
          rows={2}
          maxLength={500}
          value={reason.value}
          onChange={({ target }) => reason.set(target.value)}
        />
      ) : null}
      {note ? (
        <TextArea
          label="Note"
          hint="Optional. Shown under Versions."
          rows={2}
          maxLength={2000}
          value={note.value}
          onChange={({ target }) => note.set(target.value)}
        />
      ) : null}
    </>
  );
}
