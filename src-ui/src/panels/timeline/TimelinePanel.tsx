import { X } from 'lucide-react';
import { useEffect, useState } from 'react';

import { EmptyState } from '../../design-system/EmptyState';
import { IconButton } from '../../design-system/IconButton';
import { Segmented } from '../../design-system/Segmented';
import { useSession, useTimeline } from '../../state/use-session';
import { AnimationEditor } from './AnimationEditor';
import { AddAnimation } from './AddAnimation';
import { MachineEditor } from './MachineEditor';
import './timeline.css';

const VIEWS = [
  { value: 'animations', label: 'Animations' },
  { value: 'states', label: 'States' },
];

/** What moves of the selected element: its animations over time, and its state machine. */
export function TimelinePanel() {
  const { open, element } = useTimeline();
  return open ? <OpenTimeline key={element ?? ''} /> : null;
}

function OpenTimeline() {
  const session = useSession();
  const state = useTimeline();
  const { element, animations, machine } = state;
  const [chosenView, setView] = useState<string | undefined>(undefined);
  const [chosen, setChosen] = useState(0);
  // Whoever closes the panel is done with the moment that it showed.
  useEffect(() => () => session.letGo(), [session]);
  const view = chosenView ?? (animations.length === 0 && machine ? 'states' : 'animations');
  const index = Math.min(chosen, animations.length - 1);
  const animation = animations[index];
  const title = (
    <>
      <Segmented label="View" value={view} segments={VIEWS} onChange={setView} />
      <span className="timeline__name" title={state.name}>
        {state.name}
      </span>
    </>
  );
  const end = (
    <IconButton
      icon={X}
      label="Hide the timeline"
      shortcut="Shift+T"
      small
      side="top"
      onClick={() => session.run('view.timeline')}
    />
  );
  return (
    <section className="timeline" aria-label="Timeline" data-testid="timeline">
      {element && view === 'states' ? (
        <MachineEditor title={title} end={end} element={element} machine={machine} />
      ) : element && animation ? (
        <AnimationEditor
          key={index}
          title={title}
          end={end}
          animation={animation}
          index={index}
          count={animations.length}
          onChoose={setChosen}
        />
      ) : (
        <>
          <header className="timeline__head">
            {element && title}
            <span className="timeline__space" />
            {end}
          </header>
          {element ? (
            <EmptyState action={<AddAnimation />}>This element doesn’t move yet.</EmptyState>
          ) : (
            <EmptyState>Select one element to see what moves it.</EmptyState>
          )}
        </>
      )}
    </section>
  );
}
