"use client";
import { PencilLine, RefreshCw, Trash2 } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { countryName } from "@/engine/country-name";
import { RowMenu } from "../../_parts/row-menu";
import { Uses } from "../../_parts/uses";
import { type CalendarRow, type Dialog, dayText } from "./calendar";
import { useRefresh } from "./use-refresh";

type CalendarTableProps = { calendars: CalendarRow[]; dimmed: boolean; openDialog: (dialog: Dialog) => void };

export function CalendarTable({ calendars, dimmed, openDialog }: CalendarTableProps) {
  const refresh = useRefresh();
  return (
    <Table label="Calendars" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Name</Head>
          <Head className="hidden sm:table-cell">Days</Head>
          <Head>Next day</Head>
          <Head className="hidden md:table-cell">Used in</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {calendars.map((calendar) => (
          <Row key={calendar.id}>
            <Cell className="font-medium">{calendar.name}</Cell>
            <Cell className="hidden sm:table-cell">
              <Sources calendar={calendar} />
            </Cell>
            <Cell>
              {calendar.next ? (
                <>
                  <p className="tabular-nums">{dayText(calendar.next.date)}</p>
                  <p className="text-label text-quiet">{calendar.next.title}</p>
                </>
              ) : (
                <span className="text-quiet">None for a year</span>
              )}
            </Cell>
            <Cell className="hidden max-w-96 md:table-cell">
              <Uses uses={calendar.uses} />
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={calendar.name}>
                <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", calendar })}>
                  Edit
                </MenuItem>
                {calendar.feedUrl ? (
                  <MenuItem icon={RefreshCw} onSelect={() => refresh(calendar)}>
                    Read the address again
                  </MenuItem>
                ) : null}
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", calendar })}>
                  Remove
                </MenuItem>
              </RowMenu>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** The sources of a calendar's dates. */
function Sources({ calendar: { holidays, dates, feedUrl, feedReadAt, feedLeftOut, fed } }: { calendar: CalendarRow }) {
  return (
    <ul>
      {holidays ? <li>Public holidays of {placeWords(holidays)}</li> : null}
      {dates.length > 0 ? <li>{counted(dates.length)} of its own</li> : null}
      {feedUrl && feedReadAt ? (
        <li>
          {counted(fed)} from an address,{" "}
          <span className="text-quiet">
            read <Time value={feedReadAt} as="minute" />
            {feedLeftOut.unread > 0 ? `, ${feedLeftOut.unread} that could not be` : ""}
          </span>
        </li>
      ) : null}
    </ul>
  );
}

const counted = (count: number) => `${count} ${count === 1 ? "date" : "dates"}`;

function placeWords({ country, state, region }: NonNullable<CalendarRow["holidays"]>): string {
  return [countryName(country), state, region].filter(Boolean).join(", ");
}
