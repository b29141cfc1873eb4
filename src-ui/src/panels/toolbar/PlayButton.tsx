import { Play, Square } from 'lucide-react';

import { IconButton } from '../../design-system/IconButton';
import { useStore } from '../../state/store';
import { useSession } from '../../state/use-session';

/** Plays the page's motion on the active artboard. */
export function PlayButton() {
  const session = useSession();
  const playing = useStore(session.playing);
  return (
    <IconButton
      icon={playing ? Square : Play}
      label={playing ? 'Stop the preview' : 'Play the page'}
      shortcut="Shift+Space"
      pressed={playing}
      data-testid="play-button"
      onClick={() => (playing ? session.stop() : session.play())}
    />
  );
}
