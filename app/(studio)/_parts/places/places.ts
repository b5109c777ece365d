import {
  Activity,
  AudioLines,
  BellRing,
  BookOpenText,
  Building2,
  CalendarDays,
  ChartColumn,
  Cloud,
  KeyRound,
  ListTodo,
  type LucideIcon,
  MousePointerClick,
  Phone,
  PhoneCall,
  Plug,
  RadioTower,
  ScrollText,
  ShieldBan,
  Siren,
  SquareFunction,
  Users,
  Webhook,
  Workflow,
} from "lucide-react";
import { isBuilderArea } from "./builder-areas";

export type Place = { href: string; label: string; icon: LucideIcon };
/** What the signed-in user may do: everything, or build flows. */
export type Standing = { admin: boolean; builds: boolean };

export const PLACES: Place[] = [
  { href: "/flows", label: "Flows", icon: Workflow },
  { href: "/interactions", label: "Interactions", icon: Activity },
  { href: "/reports", label: "Reports", icon: ChartColumn },
  { href: "/phone", label: "Test phones", icon: PhoneCall },
  { href: "/docs/api", label: "API reference", icon: BookOpenText },
];

const ADMIN_PLACES: Place[] = [
  { href: "/admin/account", label: "Account", icon: Building2 },
  { href: "/admin/numbers", label: "Numbers", icon: Phone },
  { href: "/admin/carriers", label: "Carriers", icon: RadioTower },
  { href: "/admin/ring-groups", label: "Ring groups", icon: BellRing },
  { href: "/admin/prompts", label: "Prompts", icon: AudioLines },
  { href: "/admin/calendars", label: "Calendars", icon: CalendarDays },
  { href: "/admin/connections", label: "Connections", icon: Plug },
  { href: "/admin/functions", label: "Functions", icon: SquareFunction },
  { href: "/admin/salesforce", label: "Salesforce", icon: Cloud },
  { href: "/admin/buttons", label: "Buttons", icon: MousePointerClick },
  { href: "/admin/clients", label: "OAuth clients", icon: KeyRound },
  { href: "/admin/webhooks", label: "Webhooks", icon: Webhook },
  { href: "/admin/alerts", label: "Alerts", icon: Siren },
  { href: "/admin/users", label: "Users", icon: Users },
  { href: "/admin/privacy", label: "Privacy", icon: ShieldBan },
  { href: "/admin/jobs", label: "Jobs", icon: ListTodo },
  { href: "/admin/audit", label: "Audit log", icon: ScrollText },
];

/** The admin areas: all of them for admins; builders see only those that they may use. */
export function adminPlaces({ admin, builds }: Standing): Place[] {
  return ADMIN_PLACES.filter(({ href }) => admin || (builds && isBuilderArea(href)));
}
