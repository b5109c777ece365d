"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Activity, KeyRound, MoonStar, Plus, Search, Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useDeferredValue } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import type { Choice, ChoiceGroup } from "@/components/ui/choice-list";
import { timeText } from "@/components/ui/time-text";
import { STATUS } from "../../interactions/_parts/status-badge";
import { adminPlaces, PLACES, type Place } from "../places/places";
import { useGoTo } from "./go-to-context";

/** An id, or enough of a number that what is found is no accident. */
const NAMES_AN_INTERACTION = /\d{3}|[0-9a-f]{8}-[0-9a-f]{4}/i;
const SHOWN_INTERACTIONS = 6;

/** What can be chosen on every page, for the typed text: flows and interactions are searched for on the server. */
export function useStudioGroups(typed: string, without?: string): ChoiceGroup[] {
  const query = useDeferredValue(typed.trim());
  const { standing } = useGoTo();
  const router = useRouter();
  const page = ({ href, label, icon: Icon }: Place): Choice => ({
    id: href,
    label,
    icon: <Icon aria-hidden />,
    choose: () => router.push(href),
  });
  return [
    { title: "Interactions", choices: useInteractions(query) },
    { title: "Flows", choices: useFlows(query).filter(({ id }) => id !== without) },
    { title: "Pages", choices: [...PLACES, ...adminPlaces(standing)].map(page) },
    { title: "Actions", choices: useActions() },
  ].filter(({ choices }) => choices.length > 0);
}

function useFlows(search: string): Choice[] {
  const router = useRouter();
  const { data } = useQuery({
    ...useTRPC().flows.list.queryOptions(search ? { search } : {}),
    placeholderData: keepPreviousData,
  });
  return (data?.rows ?? []).map(({ id, name }) => ({
    id,
    label: name,
    icon: <Workflow aria-hidden />,
    choose: () => router.push(`/flows/${id}`),
  }));
}

function useInteractions(search: string): Choice[] {
  const router = useRouter();
  const enabled = NAMES_AN_INTERACTION.test(search);
  const { data } = useQuery({
    ...useTRPC().interactions.list.queryOptions({ filters: { search } }),
    enabled,
  });
  if (!enabled || !data?.understood) return [];
  const found = data.lines.slice(0, SHOWN_INTERACTIONS).map(
    ({ id, contact, flowName, status, startedAt }): Choice => ({
      id,
      label: [contact, flowName].filter(Boolean).join(" · "),
      detail: `${STATUS[status].word} · ${timeText(new Date(startedAt), "minute", new Date())}`,
      icon: <Activity aria-hidden />,
      found: true,
      choose: () => router.push(`/interactions/${id}`),
    }),
  );
  const all: Choice = {
    id: "all interactions",
    label: `All interactions with “${search}”`,
    icon: <Search aria-hidden />,
    found: true,
    choose: () => router.push(`/interactions?${new URLSearchParams({ search })}`),
  };
  return data.lines.length > SHOWN_INTERACTIONS ? [...found, all] : found;
}

function useActions(): Choice[] {
  const router = useRouter();
  const { standing } = useGoTo();
  const { resolvedTheme, setTheme } = useTheme();
  const create: Choice = {
    id: "create flow",
    label: "Create a flow",
    icon: <Plus aria-hidden />,
    choose: () => router.push("/flows?create=true"),
  };
  const client: Choice = {
    id: "create client",
    label: "Create an OAuth client",
    icon: <KeyRound aria-hidden />,
    choose: () => router.push("/admin/clients?new=1"),
  };
  const theme: Choice = {
    id: "theme",
    label: "Switch between light and dark",
    icon: <MoonStar aria-hidden />,
    choose: () => setTheme(resolvedTheme === "dark" ? "light" : "dark"),
  };
  return [...(standing.builds ? [create] : []), ...(standing.admin ? [client] : []), theme];
}
