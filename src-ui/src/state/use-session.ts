/** How components reach the open project. */
import { createContext, useContext, useSyncExternalStore } from 'react';

import type { InspectorState } from '../protocol/InspectorState';
import type { PlaybackState } from '../protocol/PlaybackState';
import type { SaveState } from '../protocol/SaveState';
import type { StudioState } from '../protocol/StudioState';
import type { TimelineState } from '../protocol/TimelineState';
import type { TokenRow } from '../protocol/TokenRow';
import type { Session } from './session';
import { useStore } from './store';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of an open project');
  return session;
}

/** A part of the window's state. Select fields, or compute plain values: a new object each time
 * would draw the component each time. */
export function useStudio<T>(select: (state: StudioState) => T): T {
  const { state } = useSession();
  return useSyncExternalStore(state.subscribe, () => select(state.value));
}

export function useInspector(): InspectorState {
  return useStore(useSession().inspector);
}

export function useTokens(): readonly TokenRow[] {
  return useStore(useSession().tokens);
}

export function useTimeline(): TimelineState {
  return useStore(useSession().timeline);
}

/** A part of where what is played is; select plain values, since it changes each frame. */
export function usePlayback<T>(select: (state: PlaybackState) => T): T {
  const { playback } = useSession();
  return useSyncExternalStore(playback.subscribe, () => select(playback.value));
}

export function useSaveState(): SaveState {
  return useStore(useSession().saveState);
}
