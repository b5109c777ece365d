/** The logo: two sockets with a cord between them. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={className}>
      <circle cx="6" cy="6.5" r="3.25" stroke="currentColor" strokeWidth="2" />
      <circle cx="18" cy="17.5" r="3.25" stroke="currentColor" strokeWidth="2" />
      <path d="M6 9.75C6 18 13 21 14.75 17.5M18 14.25C18 6 11 3 9.25 6.5" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
