import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  type LucideIcon,
} from 'lucide-react';

import { IconButton } from '../../design-system/IconButton';
import { NumberField } from '../../design-system/NumberField';
import { Segmented } from '../../design-system/Segmented';
import type { CommandId } from '../../state/session';
import { useSession, useStudio } from '../../state/use-session';
import { LengthField } from './LengthField';
import { Section } from './Section';
import type { Fields } from './use-fields';

const ALIGNMENTS: readonly { command: CommandId; icon: LucideIcon }[] = [
  { command: 'arrange.align-left', icon: AlignStartVertical },
  { command: 'arrange.align-center', icon: AlignCenterVertical },
  { command: 'arrange.align-right', icon: AlignEndVertical },
  { command: 'arrange.align-top', icon: AlignStartHorizontal },
  { command: 'arrange.align-middle', icon: AlignCenterHorizontal },
  { command: 'arrange.align-bottom', icon: AlignEndHorizontal },
  { command: 'arrange.distribute-horizontally', icon: AlignHorizontalDistributeCenter },
  { command: 'arrange.distribute-vertically', icon: AlignVerticalDistributeCenter },
];

export function PositionSection({ fields }: { fields: Fields }) {
  const session = useSession();
  const several = useStudio((state) => state.selection.length > 1);
  const position = fields.value('position');
  const free = position === 'absolute';
  return (
    <Section title="Position">
      {(free || several) && (
        <div className="align-row">
          {ALIGNMENTS.filter((it) => several || !it.command.includes('distribute')).map((it) => {
            const info = session.commands.find((command) => command.id === it.command);
            return (
              <IconButton
                key={it.command}
                icon={it.icon}
                label={info?.title ?? it.command}
                shortcut={info?.keys[0]}
                onClick={() => session.run(it.command)}
              />
            );
          })}
        </div>
      )}
      <Segmented
        label="Placement"
        value={position}
        segments={[
          { value: 'static', label: 'In flow' },
          { value: 'absolute', label: 'Free' },
        ]}
        {...fields.bind('position')}
        onChange={(next) =>
          session.run(next === 'absolute' ? 'layout.absolute' : 'layout.in-flow', {
            ids: fields.state.ids,
          })
        }
      />
      {free && <Offsets fields={fields} />}
    </Section>
  );
}

function Offsets({ fields }: { fields: Fields }) {
  const session = useSession();
  const { layout, ids } = fields.state;
  const id = ids.length === 1 ? ids[0] : undefined;
  const place = (part: { x: number } | { y: number }): void => {
    if (id) session.run('element.resize', { id, ...part, breakpoint: fields.breakpoint });
    else {
      fields.set('x' in part ? { left: `${part.x}px` } : { top: `${part.y}px` });
    }
  };
  return (
    <>
      <div className="pair">
        <NumberField
          label="X"
          mark="X"
          value={id ? layout?.x : undefined}
          {...fields.bind('left')}
          mixed={!id}
          testId="field-x"
          onChange={(x) => place({ x })}
        />
        <NumberField
          label="Y"
          mark="Y"
          value={id ? layout?.y : undefined}
          {...fields.bind('top')}
          mixed={!id}
          testId="field-y"
          onChange={(y) => place({ y })}
        />
      </div>
      <div className="pair">
        <LengthField fields={fields} names={['right']} label="Distance from the right" mark="R" words={['auto']} />
        <LengthField fields={fields} names={['bottom']} label="Distance from the bottom" mark="B" words={['auto']} />
      </div>
    </>
  );
}
