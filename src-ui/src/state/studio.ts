/** The window's life: starting a session, and starting it anew where the graphics were lost. */
import { openHost } from '../platform';
import { engineFailure, startFailure, type FailureText } from './failure';
import { Session, type SessionEvents } from './session';
import { Store } from './store';
import { showToast } from './toasts';
import { isDark } from './ui-state';

export const studio = new Store<{ session?: Session; failure?: FailureText }>({});

const events: SessionEvents = {
  refused: (error) => showToast({ tone: 'error', text: sentence(error.message) }),
  failed: (error) => {
    console.error(error);
    showToast({
      tone: 'error',
      text: `${sentence(error instanceof Error ? error.message : String(error))} Your edits are kept; reload the window if something looks wrong.`,
    });
  },
  broke: (error) => {
    console.error(error);
    studio.set({ failure: engineFailure(error) });
  },
  graphicsLost: () => recover(),
};

export async function startStudio(): Promise<void> {
  try {
    const session = await Session.start(await openHost(), events, isDark.value);
    studio.set({ session });
  } catch (error) {
    console.error(error);
    studio.set({ failure: startFailure(error) });
  }
}

/** The canvas can't be drawn any more. Edits live in the engine, so it is let go of only once
 * everything is on disk. */
function recover(): void {
  const { session } = studio.value;
  if (!session) return;
  const restart = (): void => {
    stop();
    session.end();
    studio.set({});
    void startStudio();
  };
  const restartIfSaved = (): void => {
    if (session.saveState.value.state === 'saved') restart();
  };
  const stop = session.saveState.subscribe(restartIfSaved);
  const saved = session.saveState.value.state === 'saved';
  showToast(
    saved
      ? {
          tone: 'info',
          text: 'The graphics card was reset. Everything is on disk; the canvas is being set up again.',
        }
      : {
          tone: 'error',
          text: 'The graphics card was reset, so the canvas can’t be drawn. Some edits are not on disk yet; the canvas comes back as soon as they are.',
          action: { label: 'Reload without them', run: restart },
        },
  );
  restartIfSaved();
}

/** Errors of the command table start in lower case, as the command line shows them. */
function sentence(text: string): string {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.…!?]$/.test(upper) ? upper : `${upper}.`;
}
