"use client";
import {
  Activity,
  Archive,
  ArchiveRestore,
  Braces,
  ChartNetwork,
  Copy,
  Download,
  Ellipsis,
  PencilLine,
  Tag,
  TextCursorInput,
  Trash2,
} from "lucide-react";
import Link from "next/link";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuLine, MenuLink } from "@/components/ui/menu";
import type { FlowRow } from "./flow/flow";
import type { FlowActions } from "./use-flow-actions";

type FlowMenuProps = { flow: FlowRow; actions: FlowActions };

/** The actions on a flow; viewers get only those that change nothing. */
export function FlowMenu({ flow, actions }: FlowMenuProps) {
  const { mayBuild, openDialog } = actions;
  return (
    <Menu
      trigger={
        <IconButton label={`Actions for ${flow.name}`}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuLink>
        <Link href={`/flows/${flow.id}`}>
          <PencilLine aria-hidden /> {mayBuild ? "Edit" : "Open"}
        </Link>
      </MenuLink>
      <MenuItem icon={Braces} onSelect={() => openDialog({ what: "request", flow })}>
        Request details
      </MenuItem>
      <MenuLink>
        <Link href={`/interactions?flow=${flow.id}`}>
          <Activity aria-hidden /> Interactions
        </Link>
      </MenuLink>
      <MenuLink>
        <Link href={`/flows/${flow.id}?view=calls`}>
          <ChartNetwork aria-hidden /> Calls
        </Link>
      </MenuLink>
      <MenuLine />
      {mayBuild ? (
        <>
          <MenuItem icon={Copy} onSelect={() => actions.duplicate(flow)}>
            Duplicate
          </MenuItem>
          <MenuItem icon={TextCursorInput} onSelect={() => openDialog({ what: "rename", flow })}>
            Rename
          </MenuItem>
          <MenuItem icon={Tag} onSelect={() => openDialog({ what: "labels", flow })}>
            Labels
          </MenuItem>
        </>
      ) : null}
      <MenuItem icon={Download} onSelect={() => actions.exportFlow(flow)}>
        Export
      </MenuItem>
      {mayBuild ? (
        <>
          <MenuLine />
          {flow.archivedAt ? (
            <MenuItem icon={ArchiveRestore} onSelect={() => actions.unarchive(flow)}>
              Unarchive
            </MenuItem>
          ) : (
            <MenuItem icon={Archive} onSelect={() => actions.archive(flow)}>
              Archive
            </MenuItem>
          )}
          <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "delete", flow })}>
            Delete
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
