import { Compass } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <main className="grid min-h-[70vh] place-items-center">
      <EmptyState level={1} icon={Compass} title="There is no page here">
        <p>The address may be mistyped, or what it showed was deleted.</p>
        <Button asChild look="primary">
          <Link href="/interactions">Go to interactions</Link>
        </Button>
      </EmptyState>
    </main>
  );
}
