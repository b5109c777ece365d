"use client";
import { ArrowLeft } from "lucide-react";
import { useEffect, useRef } from "react";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { Outline, TestPane } from "./lazy-parts";
import { ProblemPanel } from "./problems/problem-panel";
import { SidePanel } from "./side-panel";

type Props = {
  testing: boolean;
  onTestClosed: () => void;
  problems: { open: boolean; onToggle: () => void };
};

/** The editor on a phone: the outline, and in its place the settings of the step that was tapped, or the test. */
export function NarrowBench({ testing, onTestClosed, problems }: Props) {
  const { focusRequest } = useEditor();
  const settings = focusRequest !== null;
  const wasAway = useRef(false);
  useEffect(() => {
    wasAway.current = settings || testing;
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {testing ? (
        <TestPane onClose={onTestClosed} />
      ) : settings ? (
        <Settings />
      ) : (
        <Outline whole takesFocus={wasAway.current} />
      )}
      {testing ? null : <ProblemPanel {...problems} />}
    </div>
  );
}

function Settings() {
  const { step, select } = useEditor();
  const back = useRef<HTMLButtonElement>(null);
  // The line that was tapped is gone; a field that is asked for takes the focus after this.
  useEffect(() => back.current?.focus(), []);
  return (
    <>
      <div className="border-line border-b bg-panel px-2 py-1">
        <Button ref={back} look="ghost" onClick={() => select(step === null ? [] : [step])}>
          <ArrowLeft aria-hidden /> Outline
        </Button>
      </div>
      <div className="grid min-h-0 flex-1">
        <SidePanel yields={false} />
      </div>
    </>
  );
}
