import type { Page } from "@playwright/test";
import { percentiles } from "../keep-busy";

export type Frames = {
  /** Animation frames a second. */
  perSecond: number;
  /** The 99th percentile of the time between two, in milliseconds. */
  p99: number;
  count: number;
  /** In how many frames the watched element was elsewhere than in the frame before. */
  moved: number;
  /** The watched element's first and last place, in CSS pixels of its parent. */
  from: Place | null;
  to: Place | null;
};
export type Place = { x: number; y: number };

type Recorder = { times: number[]; places: string[]; stop: () => void };
type Recording = Window & { recorder?: Recorder };

/** Frame times as the page itself sees them while `work` goes on. `watched`: the element whose transform is noted. */
export async function framesDuring(page: Page, watched: string | null, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate((selector) => {
    const times: number[] = [];
    const places: string[] = [];
    let going = true;
    const next = (now: number) => {
      if (!going) return;
      times.push(now);
      // Reads the inline style, which causes no layout.
      if (selector) places.push(document.querySelector<HTMLElement>(selector)?.style.transform ?? "");
      requestAnimationFrame(next);
    };
    const stop = () => {
      going = false;
    };
    (window as Recording).recorder = { times, places, stop };
    return new Promise<void>((resolve) => {
      requestAnimationFrame((now) => {
        next(now);
        resolve();
      });
    });
  }, watched);
  await work();
  const { times, places } = await page.evaluate(() => {
    const { times, places, stop } = (window as Recording).recorder!;
    stop();
    return { times, places };
  });
  const gaps = times.slice(1).map((time, index) => time - times[index]!);
  const lasted = times.at(-1)! - times[0]!;
  return {
    perSecond: (gaps.length * 1000) / lasted,
    p99: percentiles(gaps).p99,
    count: gaps.length,
    moved: places.slice(1).filter((place, index) => place !== places[index]).length,
    from: placeOf(places[0]),
    to: placeOf(places.at(-1)),
  };
}

function placeOf(transform: string | undefined): Place | null {
  const [, x, y] = /translate\((-?[\d.]+)px, ?(-?[\d.]+)px\)/.exec(transform ?? "") ?? [];
  return x === undefined || y === undefined ? null : { x: Number(x), y: Number(y) };
}
