"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CalendarDays, Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { SearchedListing, useSearchedPage } from "@/components/listing/searched-listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Dialog } from "./calendar";
import { CalendarForm } from "./calendar-form";
import { CalendarTable } from "./calendar-table";
import { RemoveCalendar } from "./remove-calendar";

export function CalendarList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery({
    ...trpc.admin.calendars.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const closeDialog = () => openDialog(null);
  const add = (
    <Button look="primary" onClick={() => openDialog({ what: "add" })}>
      <Plus aria-hidden /> Add calendar
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Calendars"
        lead="Days that flows can go by: public holidays, dates of your own, a calendar on the web."
        actions={add}
      />
      <SearchedListing
        one="calendar"
        many="calendars"
        searches="Name"
        place={place}
        query={query}
        table={({ calendars }) =>
          calendars.length > 0 ? (
            <CalendarTable calendars={calendars} dimmed={query.isPlaceholderData} openDialog={openDialog} />
          ) : null
        }
        empty={() => (
          <EmptyState icon={CalendarDays} title="No calendars yet">
            <p>Add the days you are closed. The step Calendar-based rules can then go by them.</p>
            {add}
          </EmptyState>
        )}
      />
      <p className="text-label text-quiet">
        Public holidays:{" "}
        <a
          href="https://github.com/commenthol/date-holidays"
          target="_blank"
          rel="noreferrer"
          className="text-accent-ink underline underline-offset-2"
        >
          date-holidays
        </a>{" "}
        by commenthol and contributors, data under{" "}
        <a
          href="https://creativecommons.org/licenses/by/3.0/"
          target="_blank"
          rel="noreferrer"
          className="text-accent-ink underline underline-offset-2"
        >
          CC BY 3.0
        </a>
        .
      </p>
      {dialog && dialog.what !== "remove" ? (
        <CalendarForm calendar={dialog.what === "edit" ? dialog.calendar : null} close={closeDialog} />
      ) : null}
      {dialog?.what === "remove" ? <RemoveCalendar calendar={dialog.calendar} close={closeDialog} /> : null}
    </>
  );
}
