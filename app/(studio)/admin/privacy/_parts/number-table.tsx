import { Trash2 } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ListedNumber } from "./listed-number";

const SOURCES: Record<string, string> = { studio: "Studio", import: "Import", api: "API", flow: "Flow" };

type NumberTableProps = { numbers: ListedNumber[]; dimmed: boolean; remove: (number: ListedNumber) => void };

export function NumberTable({ numbers, dimmed, remove }: NumberTableProps) {
  return (
    <Table label="Numbers that are not called" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Number</Head>
          <Head className="hidden sm:table-cell">Added</Head>
          <Head className="hidden md:table-cell">By</Head>
          <Head>Reason</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {numbers.map((listed) => (
          <Row key={listed.number}>
            <Cell>
              <Mono>{listed.number}</Mono>
            </Cell>
            <Cell className="hidden sm:table-cell">
              <Time value={listed.addedAt} as="minute" />
            </Cell>
            <Cell className="hidden md:table-cell">
              {listed.addedBy} <span className="text-quiet">({SOURCES[listed.source] ?? listed.source})</span>
            </Cell>
            <Cell className="max-w-80 truncate">{listed.reason}</Cell>
            <Cell className="w-0 text-right">
              <IconButton label={`Take ${listed.number} off the list`} onClick={() => remove(listed)}>
                <Trash2 aria-hidden />
              </IconButton>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
