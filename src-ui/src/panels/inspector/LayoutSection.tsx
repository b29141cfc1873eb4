import {
  ArrowDown,
  ArrowRight,
  LayoutGrid,
  Minus,
  Plus,
  Square,
  StretchHorizontal,
  UnfoldHorizontal,
  UnfoldVertical,
  WrapText,
} from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { Segmented } from '../../design-system/Segmented';
import { Select } from '../../design-system/Select';
import { useSession } from '../../state/use-session';
import { AlignmentGrid } from './AlignmentGrid';
import { GridFields } from './GridFields';
import { LengthField } from './LengthField';
import { Section } from './Section';
import type { Fields } from './use-fields';

const DISTRIBUTIONS = [
  { value: 'flex-start', label: 'At start' },
  { value: 'center', label: 'In middle' },
  { value: 'flex-end', label: 'At end' },
  { value: 'space-between', label: 'Space between' },
  { value: 'space-around', label: 'Space around' },
  { value: 'space-evenly', label: 'Space evenly' },
];

const ALIGNMENTS = [
  { value: 'stretch', label: 'Stretch' },
  { value: 'flex-start', label: 'Start' },
  { value: 'center', label: 'Middle' },
  { value: 'flex-end', label: 'End' },
  { value: 'baseline', label: 'Baseline' },
];

const OVERFLOWS = [
  { value: 'visible', label: 'Overflow shows' },
  { value: 'hidden', label: 'Clip' },
  { value: 'clip', label: 'Clip, never scroll' },
  { value: 'auto', label: 'Scroll' },
];

const DIRECTIONS = [
  { value: 'inherit', label: 'As the parent' },
  { value: 'ltr', label: 'Left to right' },
  { value: 'rtl', label: 'Right to left' },
];

/** How the selected frames lay out what they hold. */
export function LayoutSection({ fields }: { fields: Fields }) {
  const session = useSession();
  const { ids } = fields.state;
  const isFrame = fields.has('display');
  const isFlex = fields.value('display') === 'flex';
  const isGrid = fields.value('display') === 'grid';
  if (!isFrame) return null;
  return (
    <Section
      title={isFlex ? 'Auto layout' : isGrid ? 'Grid' : 'Layout'}
      actions={
        isFlex ? (
          <IconButton
            icon={Minus}
            label="Remove auto layout"
            shortcut="Shift+Alt+A"
            onClick={() => session.run('layout.remove-auto', { ids })}
          />
        ) : (
          <IconButton
            icon={Plus}
            label="Add auto layout"
            shortcut="Shift+A"
            data-testid="add-auto-layout"
            onClick={() => session.run('layout.add-auto', { ids })}
          />
        )
      }
    >
      <Segmented
        label="Layout of the children"
        value={fields.value('display')}
        segments={[
          { value: 'block', label: 'Blocks', icon: Square },
          { value: 'flex', label: 'Auto layout', icon: StretchHorizontal },
          { value: 'grid', label: 'Grid', icon: LayoutGrid },
        ]}
        {...fields.bind('display')}
        onChange={(value) => fields.set({ display: value })}
      />
      {isFlex && <FlexFields fields={fields} />}
      {isGrid && <GridFields fields={fields} />}
      <div className="pair">
        <Select
          label="What is larger than the frame"
          value={fields.value('overflow')}
          options={OVERFLOWS}
          {...fields.bind('overflow')}
          onChange={(value) => fields.set({ overflow: value })}
        />
        <Select
          label="Reading direction"
          value={fields.value('direction')}
          options={DIRECTIONS}
          {...fields.bind('direction')}
          onChange={(value) => fields.set({ direction: value })}
        />
      </div>
    </Section>
  );
}

/** What nobody has set packs at the start. */
function start(value: string | undefined): string | undefined {
  return value === 'normal' ? 'flex-start' : value;
}

function FlexFields({ fields }: { fields: Fields }) {
  const direction = fields.value('flex-direction') ?? 'row';
  const isRow = direction.startsWith('row');
  const wraps = fields.value('flex-wrap') === 'wrap';
  const mainGap = isRow ? 'column-gap' : 'row-gap';
  const crossGap = isRow ? 'row-gap' : 'column-gap';
  return (
    <>
      <div className="with-action">
        <Segmented
          label="Direction"
          value={direction}
          segments={[
            { value: 'row', label: 'Left to right', icon: ArrowRight },
            { value: 'column', label: 'Top to bottom', icon: ArrowDown },
          ]}
          {...fields.bind('flex-direction')}
          onChange={(value) => fields.set({ 'flex-direction': value })}
        />
        <IconButton
          icon={WrapText}
          label="Wrap"
          pressed={wraps}
          onClick={() => fields.set({ 'flex-wrap': wraps ? 'nowrap' : 'wrap' })}
        />
      </div>
      <div className="pair">
        <AlignmentGrid fields={fields} isRow={isRow} />
        <div className="stack">
          <LengthField
            fields={fields}
            names={[mainGap]}
            label="Gap between children"
            mark={<Icon of={isRow ? UnfoldHorizontal : UnfoldVertical} size={14} />}
            min={0}
          />
          {wraps && (
            <LengthField
              fields={fields}
              names={[crossGap]}
              label="Gap between lines"
              mark={<Icon of={isRow ? UnfoldVertical : UnfoldHorizontal} size={14} />}
              min={0}
            />
          )}
          <Select
            label="Distribution"
            value={start(fields.value('justify-content'))}
            options={DISTRIBUTIONS}
            {...fields.bind('justify-content')}
            onChange={(value) => fields.set({ 'justify-content': value })}
          />
          <Select
            label="Alignment across"
            value={fields.value('align-items')}
            mark={<Icon of={StretchHorizontal} size={14} />}
            options={ALIGNMENTS}
            {...fields.bind('align-items')}
            onChange={(value) => fields.set({ 'align-items': value })}
          />
        </div>
      </div>
    </>
  );
}
