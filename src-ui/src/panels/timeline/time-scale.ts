/** From an animation's time to places on the ruler, and the words for both. */
import type { AnimationRow } from '../../protocol/AnimationRow';
import type { TrackRow } from '../../protocol/TrackRow';

/** Keyframes nearer to one another than this share of the duration are at the same place; the
 * engine rounds to a hundredth of a per cent. */
const SAME_PLACE = 0.000_05;
/** Keyframes that are dragged keep to whole steps of this. */
const STEP_MILLIS = 10;
const MOST_TICKS = 10;
const TICK_STEPS_MILLIS = [
  10, 20, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000,
];

/** How long the ruler is: the delay, then one run. */
export function rulerMillis(animation: AnimationRow): number {
  return animation.delayMillis + animation.durationMillis;
}

/** The place on the ruler, 0 to 1, of a share of the duration. */
export function placeOf(animation: AnimationRow, share: number): number {
  return (animation.delayMillis + share * animation.durationMillis) / rulerMillis(animation);
}

/** The share of the duration at a time on the ruler; the delay counts as the start. */
export function shareAt(animation: AnimationRow, millis: number): number {
  const share = (millis - animation.delayMillis) / animation.durationMillis;
  return roundShare(Math.min(1, Math.max(0, share)));
}

export function roundShare(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

export function samePlace(a: number, b: number): boolean {
  return Math.abs(a - b) < SAME_PLACE;
}

export interface Tick {
  /** On the ruler, 0 to 1. */
  place: number;
  label: string;
}

/** Where the ruler is marked. */
export function ticks(animation: AnimationRow): Tick[] {
  if (animation.followsScrolling) {
    return [0, 0.25, 0.5, 0.75, 1].map((share) => ({
      place: placeOf(animation, share),
      label: `${share * 100}%`,
    }));
  }
  const length = rulerMillis(animation);
  const step =
    TICK_STEPS_MILLIS.find((it) => length / it <= MOST_TICKS) ?? length / MOST_TICKS;
  const count = Math.floor(length / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => ({
    place: (index * step) / length,
    label: timeText(index * step, length),
  }));
}

/** `250 ms`, or `1.25 s` where the whole is longer than a second. */
export function timeText(millis: number, lengthMillis: number): string {
  const rounded = Math.round(millis * 10) / 10;
  return lengthMillis > 1_000 ? `${Math.round(millis / 10) / 100} s` : `${Math.round(rounded)} ms`;
}

/** A moment as people read it: a time, or a share where scrolling is the time. */
export function momentText(animation: AnimationRow, millis: number): string {
  if (animation.followsScrolling) {
    return `${Math.round(shareAt(animation, millis) * 1_000) / 10}%`;
  }
  return timeText(millis, rulerMillis(animation));
}

/** Where a dragged keyframe comes to stand: on the playhead if that is near, else on a whole step.
 * `undefined` where another keyframe of the property stands already. */
export function dropShare(
  animation: AnimationRow,
  track: TrackRow,
  from: number,
  millis: number,
  snapTo: number | undefined,
  nearMillis: number,
): number | undefined {
  const stepped = animation.followsScrolling
    ? millis
    : Math.round(millis / STEP_MILLIS) * STEP_MILLIS;
  const near = snapTo !== undefined && Math.abs(snapTo - millis) <= nearMillis;
  const share = shareAt(animation, near ? snapTo : stepped);
  const taken = track.keyframes.some(({ at }) => samePlace(at, share) && !samePlace(at, from));
  return taken ? undefined : share;
}

/** Trigger words as people read them. */
export const TRIGGERS: readonly { value: string; label: string }[] = [
  { value: 'load', label: 'Page load' },
  { value: 'enter', label: 'Comes into view' },
  { value: 'scroll', label: 'Scrolls through view' },
  { value: 'page-scroll', label: 'Page scroll' },
  { value: 'hover', label: 'Hover' },
  { value: 'press', label: 'Press' },
];

export function triggerLabel(trigger: string): string {
  return TRIGGERS.find(({ value }) => value === trigger)?.label ?? trigger;
}

/** `border-top-color` as `Border top color`. */
export function propertyLabel(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const EASINGS: readonly { value: string; label: string }[] = [
  { value: 'linear', label: 'Linear' },
  { value: 'ease', label: 'Ease' },
  { value: 'ease-in', label: 'Ease in' },
  { value: 'ease-out', label: 'Ease out' },
  { value: 'ease-in-out', label: 'Ease in and out' },
  { value: 'cubic-bezier(0.34, 1.56, 0.64, 1)', label: 'Overshoot' },
  { value: 'spring(1, 170, 26)', label: 'Spring, calm' },
  { value: 'spring(1, 170, 14)', label: 'Spring, lively' },
  { value: 'steps(4)', label: 'Four steps' },
];
