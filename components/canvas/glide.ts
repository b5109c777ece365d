/** An element on its way from one place to another. */
export type Glide = { to(transform: string): void; end(): void };

/**
 * Moves an element frame by frame. Its style says where it is; while it moves, an animation that stands still says so too:
 * what is animated, Chromium hands straight to its compositor, but for a style that changes it sorts the layers of the whole
 * page anew, in each frame (3 ms of it with steps and wires on the screen).
 */
export function createGlide(element: HTMLElement): Glide {
  let animation: Animation | null = null;
  let at = "";
  return {
    to(transform) {
      if (animation && transform === at) return;
      at = transform;
      element.style.transform = transform;
      const keyframes = { transform: [transform, transform] };
      if (animation) (animation.effect as KeyframeEffect).setKeyframes(keyframes);
      else {
        animation = element.animate(keyframes, 1000);
        animation.pause();
      }
    },
    end() {
      animation?.cancel();
      animation = null;
    },
  };
}
