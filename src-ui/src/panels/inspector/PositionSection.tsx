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

import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { NumberField } from '../../design-system/NumberField';
import { Select } from '../../design-system/Select';
import type { CommandId } from '../../state/session';
import { useSession, useStudio } from '../../state/use-session';
import { CONSTRAINTS, constraintOf, type ConstraintAxis } from './constraints';
import { MarkedField } from './MarkedField';
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

const POSITIONS = [
  { value: 'static', label: 'In flow' },
  { value: 'relative', label: 'In flow, shifted' },
  { value: 'absolute', label: 'Free' },
  { value: 'fixed', label: 'Fixed in the window' },
  { value: 'sticky', label: 'Sticky' },
];

export function PositionSection({ fields }: { fields: Fields }) {
  const session = useSession();
  const several = useStudio((state) => state.selection.length > 1);
  const position = fields.value('position');
  const free = position === 'absolute';
  const { parentLayout } = fields.state;
  const inGrid = parentLayout === 'grid';
  const isItem = parentLayout !== undefined && parentLayout !== 'block' && !free;
  const layered = isItem || (position !== undefined && position !== 'static');
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
      <Select
        label="Placement"
        value={position}
        options={POSITIONS}
        {...fields.bind('position')}
        testId="field-position"
        onChange={(next) => {
          const { ids } = fields.state;
          if (next === 'absolute') session.run('layout.absolute', { ids });
          else if (next === 'static') session.run('layout.in-flow', { ids });
          else fields.set({ position: next });
        }}
      />
      {free && <Offsets fields={fields} />}
      {free && <Constraints fields={fields} />}
      {(position === 'relative' || position === 'fixed' || position === 'sticky') && (
        <Insets fields={fields} />
      )}
      {inGrid && (
        <div className="pair">
          <MarkedField fields={fields} name="grid-column" label="Columns it spans" mark="Col" placeholder="auto" />
          <MarkedField fields={fields} name="grid-row" label="Rows it spans" mark="Row" placeholder="auto" />
        </div>
      )}
      {(layered || fields.isSet('z-index') || fields.isSet('order')) && (
        <div className="pair">
          <MarkedField fields={fields} name="z-index" label="Layer: what is higher lies on top" mark="Z" placeholder="auto" />
          {isItem && <MarkedField fields={fields} name="order" label="Order among its siblings" mark="№" placeholder="0" />}
        </div>
      )}
    </Section>
  );
}

function Insets({ fields }: { fields: Fields }) {
  return (
    <>
      <div className="pair">
        <LengthField fields={fields} names={['left']} label="Distance from the left" mark="L" words={['auto']} />
        <LengthField fields={fields} names={['top']} label="Distance from the top" mark="T" words={['auto']} />
      </div>
      <div className="pair">
        <LengthField fields={fields} names={['right']} label="Distance from the right" mark="R" words={['auto']} />
        <LengthField fields={fields} names={['bottom']} label="Distance from the bottom" mark="B" words={['auto']} />
      </div>
    </>
  );
}

/** What a freely placed element keeps to when its frame's size changes. */
function Constraints({ fields }: { fields: Fields }) {
  const axes: readonly { axis: ConstraintAxis; icon: LucideIcon }[] = [
    { axis: 'horizontal', icon: AlignCenterVertical },
    { axis: 'vertical', icon: AlignCenterHorizontal },
  ];
  return (
    <div className="pair">
      {axes.map(({ axis, icon }) => (
        <ConstraintSelect key={axis} fields={fields} axis={axis} icon={icon} />
      ))}
    </div>
  );
}

interface ConstraintProps {
  fields: Fields;
  axis: ConstraintAxis;
  icon: LucideIcon;
}

function ConstraintSelect({ fields, axis, icon }: ConstraintProps) {
  const session = useSession();
  const { ids } = fields.state;
  return (
    <Select
      label={axis === 'horizontal' ? 'Horizontal constraint' : 'Vertical constraint'}
      mark={<Icon of={icon} size={14} />}
      value={constraintOf(axis, fields.value)}
      options={CONSTRAINTS[axis]}
      testId={`constraint-${axis}`}
      onChange={(word) =>
        session.run('layout.set-constraints', { ids, [axis]: word, breakpoint: fields.breakpoint })
      }
    />
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
