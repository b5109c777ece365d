/** The first link of the page, visible only with the focus: skips the navigation. */
export function SkipLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      href={to}
      className="-translate-y-16 fixed top-2 left-2 z-50 rounded-control bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0"
    >
      {children}
    </a>
  );
}
