"use client";
import { useState } from "react";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import type { Clash, Side } from "@/engine/edit/session/merge";
import { MergeChoice } from "./merge-choice";

/** Shown when two people changed the same: for each clash both versions side by side, one of them to be chosen. */
export function MergeDialog({ close }: { close: () => void }) {
  const { view, store, sync, say } = useEditor();
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const { merge } = view;
  if (!merge) return null;
  const open = merge.clashes.filter(({ key }) => !choices.has(key)).length;
  const theirs = merge.by.length > 0 ? merge.by.join(" and ") : "somebody else";
  const choose = (key: string, side: Side) => setChoices(new Map(choices).set(key, side));
  return (
    <Modal
      open
      onOpenChange={close}
      size="large"
      title="Merge your changes"
      text={`You and ${theirs} changed the same. Choose what is to stay; everything else of both is kept. Your changes wait on this computer until then.`}
    >
      <ModalBody className="space-y-3">
        {merge.clashes.map((clash: Clash) => (
          <MergeChoice
            key={clash.key}
            clash={clash}
            by={theirs}
            side={choices.get(clash.key) ?? null}
            onChoose={(side) => choose(clash.key, side)}
          />
        ))}
      </ModalBody>
      <ModalActions>
        <Button onClick={close}>Later</Button>
        <Button
          look="primary"
          disabled={open > 0}
          onClick={() => {
            store.resolveMerge(choices);
            sync?.now();
            say("Merged.");
            close();
          }}
        >
          {open > 0 ? `Merge (${open} to choose)` : "Merge"}
        </Button>
      </ModalActions>
    </Modal>
  );
}
