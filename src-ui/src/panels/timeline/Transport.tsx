import { Pause, Play, Repeat, SkipBack } from 'lucide-react';

import { IconButton } from '../../design-system/IconButton';
import type { AnimationRow } from '../../protocol/AnimationRow';
import { usePlayback, useSession } from '../../state/use-session';
import { momentText, rulerMillis } from './time-scale';

interface Props {
  animation: AnimationRow;
  index: number;
}

/** Moves the playhead: to the start, by itself, around and around. */
export function Transport({ animation, index }: Props) {
  const session = useSession();
  const running = usePlayback(({ playhead }) => playhead?.animation === index && playhead.running);
  const looping = usePlayback((it) => it.looping);
  return (
    <div className="timeline__transport" role="group" aria-label="Playback">
      <IconButton
        icon={SkipBack}
        label="To the start"
        small
        side="top"
        onClick={() => session.seek(index, 0)}
      />
      <IconButton
        icon={running ? Pause : Play}
        label={running ? 'Pause' : 'Play this animation'}
        small
        side="top"
        data-testid="play-animation"
        onClick={() => session.runPlayhead(index, !running)}
      />
      <IconButton
        icon={Repeat}
        label="Loop"
        pressed={looping}
        small
        side="top"
        onClick={() => session.setLooping(!looping)}
      />
      <Moment animation={animation} index={index} />
    </div>
  );
}

/** Its own component, since it changes each frame. */
function Moment({ animation, index }: Props) {
  const millis = usePlayback(({ playhead }) =>
    playhead?.animation === index ? playhead.millis : 0,
  );
  return (
    <span className="timeline__moment" data-testid="timeline-moment">
      <span>{momentText(animation, millis)}</span>
      <span className="timeline__soft">/ {momentText(animation, rulerMillis(animation))}</span>
    </span>
  );
}
