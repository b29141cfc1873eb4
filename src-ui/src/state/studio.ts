/** The window's life: starting a session, and saying what goes wrong in it. */
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
  graphicsLost: () =>
    showToast({
      tone: 'info',
      text: 'The graphics card was reset. Nothing is lost; the canvas is being set up again.',
    }),
  graphicsBack: () => showToast({ tone: 'info', text: 'The canvas is back.' }),
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

/** Errors of the command table start in lower case, as the command line shows them. */
function sentence(text: string): string {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.…!?]$/.test(upper) ? upper : `${upper}.`;
}
