import { CircleCheck, CircleX, TimerOff } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import type { TestedAction } from "../../_parts/connection";

const EXITS = {
  success: { tone: "good", icon: CircleCheck, word: "Success" },
  error: { tone: "bad", icon: CircleX, word: "Error" },
  timeout: { tone: "warn", icon: TimerOff, word: "Timeout" },
} as const;

/** The exit and the outputs that a step would have, and the raw answer. */
export function TestResult({ tested }: { tested: TestedAction }) {
  const { exit, status, ms, message, outputs, raw } = tested;
  const { tone, icon, word } = EXITS[exit];
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
        {status === null ? null : <span className="tabular">HTTP {status}</span>}
        <span className="tabular text-quiet">{ms.toLocaleString("en-US")} ms</span>
        {message ? <span>{message}</span> : null}
      </p>
      {exit === "success" && outputs.length > 0 ? (
        <div className="rounded-card border border-line">
          <Table label="Outputs">
            <thead className="bg-well">
              <tr>
                <Head>Output</Head>
                <Head>Value</Head>
              </tr>
            </thead>
            <tbody>
              {outputs.map(({ name, value, unfit }) => (
                <Row key={name}>
                  <Cell className="font-medium">{name}</Cell>
                  <Cell className="whitespace-pre-wrap break-all">
                    {unfit ? (
                      <span className="text-warn">Of another type than the action says</span>
                    ) : value === null ? (
                      <span className="text-quiet">Not in the answer</span>
                    ) : (
                      String(value)
                    )}
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </div>
      ) : null}
      {raw ? (
        <div className="grid gap-1">
          <p className="font-medium text-label">
            Answer{raw.cut ? <span className="font-normal text-quiet"> · its beginning</span> : null}
          </p>
          {raw.text === "" ? (
            <p className="text-quiet">It is empty.</p>
          ) : (
            <CodeBlock text={indented(raw.text)} what="answer" />
          )}
        </div>
      ) : null}
    </>
  );
}

/** Indents JSON; returns any other text as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
