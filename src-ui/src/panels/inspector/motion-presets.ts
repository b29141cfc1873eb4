/** Animations to start from, in the syntax of the property `animations`. */
export interface MotionPreset {
  value: string;
  label: string;
  animation: string;
}

export const MOTION_PRESETS: readonly MotionPreset[] = [
  { value: 'fade', label: 'Fade in', animation: 'enter 500ms ease-out { from { opacity: 0 } }' },
  {
    value: 'rise',
    label: 'Rise in',
    animation: 'enter 600ms ease-out { from { opacity: 0; translate: 0 24px } }',
  },
  {
    value: 'pop',
    label: 'Pop in',
    animation: 'enter spring(1, 170, 14) { from { opacity: 0; scale: 0.8 } }',
  },
  {
    value: 'reveal',
    label: 'Reveal on scroll',
    animation:
      'scroll linear { from { opacity: 0; translate: 0 48px } 35% { opacity: 1; translate: 0 0 } to { opacity: 1; translate: 0 0 } }',
  },
  {
    value: 'progress',
    label: 'Grow with the page',
    animation: 'page-scroll linear { from { scale: 0 1 } to { scale: 1 1 } }',
  },
  { value: 'grow', label: 'Grow on hover', animation: 'hover spring(1, 260, 18) { to { scale: 1.05 } }' },
  { value: 'lift', label: 'Lift on hover', animation: 'hover 180ms ease-out { to { translate: 0 -4px } }' },
  { value: 'press', label: 'Give when pressed', animation: 'press 90ms ease-out { to { scale: 0.96 } }' },
  {
    value: 'pulse',
    label: 'Pulse for ever',
    animation: 'load 1.2s ease-in-out infinite alternate { to { opacity: 0.5 } }',
  },
  {
    value: 'spin',
    label: 'Turn for ever',
    animation: 'load 2s linear infinite { to { rotate: 360deg } }',
  },
];

/** The list with one more animation. */
export function withAnimation(list: string, animation: string): string {
  return list === 'none' || list.trim() === '' ? animation : `${list} ${animation}`;
}
