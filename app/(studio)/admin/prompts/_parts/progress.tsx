"use client";

/** The upload's progress. At 100 % the server still checks the file. */
export function Progress({ share }: { share: number }) {
  const percent = Math.round(share * 100);
  return (
    <div className="flex items-center gap-3">
      <div
        role="progressbar"
        aria-label="Upload"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 flex-1 overflow-hidden rounded-full bg-well"
      >
        <div className="h-full bg-accent transition-[width] duration-150" style={{ width: `${percent}%` }} />
      </div>
      <span className="tabular w-20 text-right text-label text-quiet">
        {percent < 100 ? `${percent} %` : "Checking…"}
      </span>
    </div>
  );
}
