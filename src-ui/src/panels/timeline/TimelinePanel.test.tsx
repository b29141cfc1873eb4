import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Tooltip } from 'radix-ui';
import { describe, expect, test, vi } from 'vitest';

import { GestureContext } from '../../design-system/gesture';
import type { PlaybackState } from '../../protocol/PlaybackState';
import type { TimelineState } from '../../protocol/TimelineState';
import type { Session } from '../../state/session';
import { Store } from '../../state/store';
import { SessionContext } from '../../state/use-session';
import { TimelinePanel } from './TimelinePanel';

const STATE: TimelineState = {
  open: true,
  element: 'box',
  name: 'Box',
  properties: ['opacity', 'translate', 'rotate'],
  animations: [
    {
      trigger: 'enter',
      followsScrolling: false,
      durationMillis: 1000,
      ownDuration: true,
      delayMillis: 0,
      easing: 'ease-out',
      iterations: '1',
      direction: 'normal',
      tracks: [
        {
          property: 'opacity',
          keyframes: [
            { at: 0, value: '0' },
            { at: 0.5, value: '0.6', easing: 'linear' },
          ],
        },
      ],
    },
  ],
};

/** A session that notes what it is asked for. */
function show(state: Partial<TimelineState> = {}, playback: Partial<PlaybackState> = {}) {
  const run = vi.fn<(...args: unknown[]) => object>(() => ({}));
  const calls = { seek: vi.fn(), runPlayhead: vi.fn(), fire: vi.fn(), setVariable: vi.fn() };
  const playbackStore = new Store<PlaybackState>({
    playing: false,
    looping: false,
    variables: {},
    ...playback,
  });
  const session = {
    timeline: new Store<TimelineState>({ ...STATE, ...state }),
    playback: playbackStore,
    playing: new Store(playback.playing ?? false),
    motionPresets: [{ id: 'fade-in', title: 'Fade in', trigger: 'enter' }],
    letGo: vi.fn(),
    run,
    ...calls,
  };
  const gesture = { begin: vi.fn(), end: vi.fn() };
  render(
    <Tooltip.Provider>
      <GestureContext value={gesture}>
        <SessionContext value={session as unknown as Session}>
          <TimelinePanel />
        </SessionContext>
      </GestureContext>
    </Tooltip.Provider>,
  );
  return { run, gesture, session, ...calls, playback: playbackStore };
}

const middle = (): HTMLElement => {
  const found = screen.getAllByTestId('keyframe-opacity')[1];
  if (!found) throw new Error('no second keyframe');
  return found;
};

describe('the timeline', () => {
  test('names each keyframe with its value and time', () => {
    show();
    expect(middle().getAttribute('aria-valuetext')).toBe('0.6 at 500 ms');
    expect(screen.getByLabelText('Set opacity at the end')).toBeTruthy();
    expect(screen.queryByLabelText('Set opacity at the start')).toBeNull();
  });

  test('is absent until it is opened, and says what to do when there is nothing in it', () => {
    show({ open: false });
    expect(screen.queryByTestId('timeline')).toBeNull();
    show({ animations: [] });
    expect(screen.getByText('This element doesn’t move yet.')).toBeTruthy();
    expect(screen.getByTestId('add-preset')).toBeTruthy();
  });

  test('moves and removes keyframes by keys, passing over those in the way', () => {
    const { run } = show();
    const keyframe = { animation: 0, property: 'opacity', at: 0.5 };
    fireEvent.keyDown(middle(), { key: 'ArrowRight' });
    expect(run).toHaveBeenLastCalledWith('motion.move-keyframe', { ...keyframe, to: 0.51 });
    fireEvent.keyDown(middle(), { key: 'ArrowLeft', shiftKey: true });
    expect(run).toHaveBeenLastCalledWith('motion.move-keyframe', { ...keyframe, to: 0.4 });
    fireEvent.keyDown(middle(), { key: 'Delete' });
    expect(run).toHaveBeenLastCalledWith('motion.remove-keyframe', keyframe);
  });

  test('drags a keyframe in one gesture', () => {
    const { run, gesture } = show();
    const area = screen.getByTestId('timeline-ruler').firstElementChild;
    if (!area) throw new Error('the ruler is empty');
    vi.spyOn(area, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 500, 20));
    const at = middle();
    fireEvent.pointerDown(at, { button: 0, clientX: 350, pointerId: 1 });
    fireEvent.pointerMove(at, { clientX: 351, pointerId: 1 });
    expect(run).not.toHaveBeenCalled();
    fireEvent.pointerMove(at, { clientX: 400, pointerId: 1 });
    fireEvent.pointerMove(at, { clientX: 450, pointerId: 1 });
    fireEvent.pointerUp(at, { clientX: 450, pointerId: 1 });
    const moves = run.mock.calls.filter(([command]) => command === 'motion.move-keyframe');
    expect(moves.map(([, args]) => args)).toEqual([
      { animation: 0, property: 'opacity', at: 0.5, to: 0.6 },
      { animation: 0, property: 'opacity', at: 0.6, to: 0.7 },
    ]);
    expect(gesture.begin).toHaveBeenCalledTimes(1);
    expect(gesture.end).toHaveBeenCalledTimes(1);
  });

  test('shows the chosen keyframe’s value and easing, and changes them', async () => {
    const { run } = show();
    act(() => middle().focus());
    const value = screen.getByTestId<HTMLInputElement>('keyframe-value');
    expect(value.value).toBe('0.6');
    expect(screen.getByTestId('keyframe-easing').textContent).toContain('Linear');
    await userEvent.clear(value);
    await userEvent.type(value, '0.8{Enter}');
    expect(run).toHaveBeenLastCalledWith('motion.set-keyframe', {
      animation: 0,
      property: 'opacity',
      at: 0.5,
      value: '0.8',
    });
  });

  test('adds a keyframe at the playhead, which keys move', () => {
    const { run, seek } = show({}, { playhead: { animation: 0, millis: 250, running: false } });
    fireEvent.click(screen.getByTestId('add-keyframe-opacity'));
    expect(run).toHaveBeenLastCalledWith('motion.add-keyframe', {
      animation: 0,
      property: 'opacity',
      at: 0.25,
    });
    const playhead = screen.getByLabelText('Playhead');
    expect(playhead.getAttribute('aria-valuetext')).toBe('250 ms');
    fireEvent.keyDown(playhead, { key: 'ArrowRight' });
    expect(seek).toHaveBeenLastCalledWith(0, 260);
    fireEvent.keyDown(playhead, { key: 'End' });
    expect(seek).toHaveBeenLastCalledWith(0, 1000);
  });
});

describe('the state machine', () => {
  const machine = {
    element: 'box',
    name: 'Box',
    states: ['closed', 'open'],
    transitions: [
      { from: 'closed', to: 'open', on: 'press', when: 'taps < 3', durationMillis: 200, easing: 'ease' },
    ],
    variables: [{ name: 'taps', initial: '0' }],
    triggers: ['press'],
  };

  test('lists transitions, and fires triggers only while the page plays', () => {
    const { fire } = show({ animations: [], machine });
    expect(screen.getByTestId('transition').textContent).toContain('press');
    expect(screen.getByTestId('transition').textContent).toContain('200 ms');
    const button = screen.getByTestId<HTMLButtonElement>('fire-press');
    expect(button.disabled).toBe(true);
    fireEvent.click(button);
    expect(fire).not.toHaveBeenCalled();
  });

  test('marks the state that holds and sets variables while the page plays', async () => {
    const { fire, setVariable } = show(
      { animations: [], machine },
      { playing: true, machineState: 'open', variables: { taps: '1' } },
    );
    const chips = screen.getAllByTestId('state-chip');
    expect(chips.map((it) => it.getAttribute('aria-current'))).toEqual([null, 'true']);
    fireEvent.click(screen.getByTestId('fire-press'));
    expect(fire).toHaveBeenCalledWith('press');
    const taps = screen.getByLabelText<HTMLInputElement>('taps');
    expect(taps.value).toBe('1');
    await userEvent.clear(taps);
    await userEvent.type(taps, '5{Enter}');
    expect(setVariable).toHaveBeenCalledWith('taps', '5');
  });
});
