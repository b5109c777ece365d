import {
  BellRing,
  CalendarDays,
  CircleStop,
  Clock,
  CloudDownload,
  Code,
  Ear,
  Grip,
  ListOrdered,
  type LucideIcon,
  MessageSquareQuote,
  PhoneForwarded,
  PhoneIncoming,
  PhoneOutgoing,
  Plug,
  Route,
  ShieldBan,
  Shuffle,
  Speech,
  Volume2,
  Webhook,
} from "lucide-react";
import { IconTile } from "@/components/ui/icon-tile";
import type { Definition, IconName } from "@/engine/contract";

const ICONS = {
  "bell-ring": BellRing,
  "calendar-days": CalendarDays,
  "circle-stop": CircleStop,
  clock: Clock,
  "cloud-download": CloudDownload,
  code: Code,
  ear: Ear,
  grip: Grip,
  "list-ordered": ListOrdered,
  "message-square-quote": MessageSquareQuote,
  "phone-forwarded": PhoneForwarded,
  "phone-incoming": PhoneIncoming,
  "phone-outgoing": PhoneOutgoing,
  plug: Plug,
  route: Route,
  "shield-ban": ShieldBan,
  shuffle: Shuffle,
  speech: Speech,
  "volume-2": Volume2,
  webhook: Webhook,
} as const satisfies Record<IconName, LucideIcon>;

/** A component's icon in its group's colour. */
export function ComponentIcon({ icon, group }: Pick<Definition, "icon" | "group">) {
  return <IconTile hue={group} icon={ICONS[icon]} />;
}
