"use client";
import { Fragment, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Head, Table } from "@/components/ui/table";
import { Player } from "./player";
import type { Dialog, PromptRow } from "./prompt";
import { PromptLine } from "./prompt-line";

const COLUMNS = 6;

type PromptTableProps = { prompts: PromptRow[]; dimmed: boolean; openDialog: (dialog: Dialog) => void };

/** One prompt plays at a time, in a row below its own. */
export function PromptTable({ prompts, dimmed, openDialog }: PromptTableProps) {
  const [playing, setPlaying] = useState<string | null>(null);
  return (
    <Table label="Prompts" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head className="w-0">
            <span className="sr-only">Listen</span>
          </Head>
          <Head>Prompt</Head>
          <Head className="hidden sm:table-cell">Recording</Head>
          <Head className="hidden md:table-cell">Used in</Head>
          <Head className="hidden lg:table-cell">Last change</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {prompts.map((prompt) => (
          <Fragment key={prompt.id}>
            <PromptLine
              prompt={prompt}
              playing={playing === prompt.id}
              togglePlaying={() => setPlaying(playing === prompt.id ? null : prompt.id)}
              openDialog={openDialog}
            />
            {playing === prompt.id ? (
              <tr>
                <td colSpan={COLUMNS} className="px-4 pb-2.5">
                  <Player key={prompt.listen} name={prompt.name} address={prompt.listen} />
                </td>
              </tr>
            ) : null}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}
