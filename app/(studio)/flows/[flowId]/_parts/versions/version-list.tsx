"use client";
import { Bookmark, CircleCheck, History } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Time } from "@/components/ui/time";
import { type Version, versionName } from "./version";

const KINDS = {
  published: { tone: "good", icon: CircleCheck, word: "Published" },
  archived: { tone: "off", icon: History, word: "Earlier" },
  checkpoint: { tone: "live", icon: Bookmark, word: "Saved version" },
} as const;

type Props = { versions: readonly Version[]; shown: string | null; onShow: (id: string) => void };

export function VersionList({ versions, shown, onShow }: Props) {
  return (
    <ul className="divide-y divide-line">
      {versions.map((version) => {
        const { tone, icon, word } = KINDS[version.kind];
        const current = version.id === shown;
        return (
          <li key={version.id}>
            <button
              type="button"
              aria-current={current ? "true" : undefined}
              onClick={() => onShow(version.id)}
              className={classNames(
                "grid w-full gap-1 px-4 py-2.5 text-left focus-visible:-outline-offset-2",
                current ? "bg-accent-wash" : "hover:bg-hover",
              )}
            >
              <span className="flex items-center justify-between gap-2">
                <span className="min-w-0 truncate font-medium">{versionName(version)}</span>
                <Badge tone={tone} icon={icon}>
                  {word}
                </Badge>
              </span>
              {version.note ? <span className="line-clamp-2">{version.note}</span> : null}
              <span className="text-label text-quiet">
                {version.by} · <Time value={version.at} as="minute" />
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
