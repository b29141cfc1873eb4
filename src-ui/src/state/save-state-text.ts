/** What the window says of a save state. It never says “saved” of anything that is not on disk. */
import type { SaveState } from '../protocol/SaveState';

export interface SaveStateText {
  label: string;
  detail: string;
  tone: 'good' | 'busy' | 'warning' | 'error';
}

export function saveStateText(state: SaveState): SaveStateText {
  switch (state.state) {
    case 'loading':
      return { label: 'Opening…', detail: 'The project is being read.', tone: 'busy' };
    case 'saved':
      return { label: 'Saved', detail: 'Every edit is on disk.', tone: 'good' };
    case 'saving':
      return {
        label: 'Saving…',
        detail: `${edits(state.pending)} on the way to disk.`,
        tone: 'busy',
      };
    case 'disconnected':
      return state.pending > 0
        ? {
            label: `Reconnecting · ${edits(state.pending)} waiting`,
            detail: `The program that keeps the file doesn’t answer. ${edits(state.pending)} kept in this window, not on disk yet. Leave it open.`,
            tone: 'warning',
          }
        : {
            label: 'Reconnecting…',
            detail:
              'The program that keeps the file doesn’t answer. No edit is waiting; new ones are kept in this window until it is back.',
            tone: 'warning',
          };
    case 'failed':
      return {
        label: 'Can’t write to disk',
        detail: `${state.message} ${edits(state.pending)} kept in this window.`,
        tone: 'error',
      };
  }
}

function edits(count: number): string {
  return count === 1 ? '1 edit' : `${count} edits`;
}
