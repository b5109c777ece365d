"use client";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Time } from "@/components/ui/time";
import { type ButtonRow, policyOf, snippetOf } from "./website-button";

type SnippetDialogProps = { button: ButtonRow; script: string; close: () => void };

/** What a site puts into its page, and where the button was seen. */
export function SnippetDialog({ button: { key, seen, values }, script, close }: SnippetDialogProps) {
  return (
    <Modal open onOpenChange={close} size="large" title={`Put ${values.name} on your site`}>
      <ModalBody className="space-y-4">
        <section className="grid gap-1">
          <h3 className="font-medium">In the page, where the button is to be</h3>
          <CodeBlock what="snippet" text={snippetOf(script, key)} />
        </section>
        <section className="grid gap-1">
          <h3 className="font-medium">If the site has a Content-Security-Policy, allow</h3>
          <CodeBlock what="policy" text={policyOf(script)} />
        </section>
        <section className="grid gap-1">
          <h3 className="font-medium">Seen on</h3>
          {seen.length === 0 ? <p className="text-quiet">No page has loaded it yet.</p> : null}
          <ul>
            {seen.map(({ origin, at }) => (
              <li key={origin} className="flex flex-wrap gap-x-2">
                {origin}
                <span className="text-quiet">
                  <Time value={at} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      </ModalBody>
      <ModalActions>
        <Button look="primary" onClick={close}>
          Done
        </Button>
      </ModalActions>
    </Modal>
  );
}
