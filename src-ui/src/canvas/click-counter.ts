/** Counts taps: pens and fingers, unlike mice, don't say whether one is a double one. */

const PAUSE_MS = 450;
const DISTANCE_PX = 5;

export class ClickCounter {
  #last: { x: number; y: number; button: number; atMs: number; count: number } | undefined;

  /** The number of this press: 1, or one more than the one before at the same place. */
  press(x: number, y: number, button: number, atMs: number): number {
    const last = this.#last;
    const follows =
      last !== undefined &&
      last.button === button &&
      atMs - last.atMs <= PAUSE_MS &&
      Math.hypot(x - last.x, y - last.y) <= DISTANCE_PX;
    const count = follows ? last.count + 1 : 1;
    this.#last = { x, y, button, atMs, count };
    return count;
  }
}
