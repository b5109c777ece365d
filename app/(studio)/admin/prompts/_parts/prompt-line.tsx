"use client";
import { Download, PencilLine, Play, RefreshCw, Square, Trash2 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Cell, Row } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { RowMenu } from "../../_parts/row-menu";
import { Uses } from "../../_parts/uses";
import type { Dialog, PromptRow } from "./prompt";
import { durationText, formatLabel, sizeText } from "./recording-text";

type PromptLineProps = {
  prompt: PromptRow;
  playing: boolean;
  togglePlaying: () => void;
  openDialog: (dialog: Dialog) => void;
};

export function PromptLine({ prompt, playing, togglePlaying, openDialog }: PromptLineProps) {
  const { name, description, contentType, bytes, durationSeconds, updatedAt, updatedBy } = prompt;
  return (
    <Row>
      <Cell className="!pr-0">
        <IconButton
          label={playing ? `Stop ${name}` : `Listen to ${name}`}
          aria-expanded={playing}
          onClick={togglePlaying}
        >
          {playing ? <Square aria-hidden /> : <Play aria-hidden />}
        </IconButton>
      </Cell>
      <Cell>
        <p className="max-w-48 truncate font-medium sm:max-w-80" title={name}>
          {name}
        </p>
        {description ? (
          <p className="max-w-48 truncate text-quiet sm:max-w-80" title={description}>
            {description}
          </p>
        ) : null}
      </Cell>
      <Cell className="tabular hidden sm:table-cell">
        {durationText(durationSeconds)}{" "}
        <span className="text-quiet">
          {formatLabel(contentType)}, {sizeText(bytes)}
        </span>
      </Cell>
      <Cell className="hidden max-w-96 md:table-cell">
        <Uses uses={prompt.uses} />
      </Cell>
      <Cell className="hidden lg:table-cell">
        <Time value={updatedAt} as="minute" /> <span className="text-quiet">by {updatedBy}</span>
      </Cell>
      <Cell className="w-0 text-right">
        <RowMenu of={name}>
          <MenuItem icon={RefreshCw} onSelect={() => openDialog({ what: "replace", prompt })}>
            Replace recording
          </MenuItem>
          <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "rename", prompt })}>
            Rename
          </MenuItem>
          <MenuItem icon={Download} onSelect={() => download(prompt)}>
            Download
          </MenuItem>
          <MenuLine />
          <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", prompt })}>
            Remove
          </MenuItem>
        </RowMenu>
      </Cell>
    </Row>
  );
}

/** Downloads the recording instead of playing it. */
function download({ name, listen, contentType }: PromptRow): void {
  const link = document.createElement("a");
  link.href = listen;
  link.download = `${name}.${contentType === "audio/mpeg" ? "mp3" : "wav"}`;
  link.click();
}
