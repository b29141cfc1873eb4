import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';

import { Icon } from '../../design-system/Icon';
import { NumberField } from '../../design-system/NumberField';
import { Select } from '../../design-system/Select';
import { formatNumber, parseCssNumber } from '../../state/css-number';
import { transformValues, withTransformValues, type TransformKind } from '../../state/transform';
import { CssField } from './CssField';
import { Section } from './Section';
import type { Fields } from './use-fields';

const SHARE: Record<string, string> = {
  left: '0%',
  top: '0%',
  center: '50%',
  right: '100%',
  bottom: '100%',
};

const ORIGINS = ['top', 'center', 'bottom'].flatMap((down) =>
  ['left', 'center', 'right'].map((across) => ({
    value: `${SHARE[across] ?? ''} ${SHARE[down] ?? ''}`,
    label:
      down === 'center' && across === 'center'
        ? 'Around the center'
        : `Around the ${down === 'center' ? 'middle' : down} ${across}`,
  })),
);

/** How an element is moved, turned, slanted and scaled after the layout has placed it. */
export function TransformSection({ fields }: { fields: Fields }) {
  if (!fields.has('transform')) return null;
  return (
    <Section title="Transform">
      <Axes fields={fields} kind="translate" labels={['Move right', 'Move down']} marks={['X', 'Y']} />
      <div className="pair">
        <Value
          fields={fields}
          kind="rotate"
          axis={0}
          label="Rotation"
          mark={<Icon of={RotateCw} size={12} />}
        />
        <Select
          label="Origin of the transform"
          value={fields.value('transform-origin')}
          options={ORIGINS}
          {...fields.bind('transform-origin')}
          testId="field-transform-origin"
          onChange={(origin) => fields.set({ 'transform-origin': origin })}
        />
      </div>
      <Axes fields={fields} kind="scale" labels={['Scale across', 'Scale down']} marks={['↔', '↕']} />
      <Axes fields={fields} kind="skew" labels={['Skew across', 'Skew down']} marks={['⫽', '⫻']} />
      <CssField fields={fields} name="transform" label="Transform" placeholder="rotate(4deg)" />
    </Section>
  );
}

interface AxesProps {
  fields: Fields;
  kind: TransformKind;
  labels: readonly [string, string];
  marks: readonly [string, string];
}

function Axes({ fields, kind, labels, marks }: AxesProps) {
  return (
    <div className="pair">
      <Value fields={fields} kind={kind} axis={0} label={labels[0]} mark={marks[0]} />
      <Value fields={fields} kind={kind} axis={1} label={labels[1]} mark={marks[1]} />
    </div>
  );
}

interface ValueProps {
  fields: Fields;
  kind: TransformKind;
  axis: number;
  label: string;
  mark: ReactNode;
}

const SUFFIX: Record<TransformKind, string> = { translate: 'px', rotate: 'deg', skew: 'deg', scale: '' };

/** One value of the first function of its kind. */
function Value({ fields, kind, axis, label, mark }: ValueProps) {
  const text = fields.value('transform') ?? 'none';
  const values = transformValues(text, kind);
  const css = values[axis] ?? '';
  const number = parseCssNumber(css.replace('deg', ''));
  const percent = number?.unit === '%';
  return (
    <NumberField
      label={label}
      mark={mark}
      value={number?.number}
      unit={percent ? '%' : ''}
      placeholder={css}
      step={kind === 'scale' ? 0.1 : 1}
      {...fields.bind('transform')}
      testId={`field-${kind}-${axis}`}
      trailing={
        kind === 'rotate' || kind === 'skew' ? <span className="field__suffix">°</span> : undefined
      }
      onChange={(next, typed) => {
        const unit = kind === 'translate' && (typed ?? (percent ? '%' : 'px')) === '%' ? '%' : SUFFIX[kind];
        const changed = values.map((it, at) => (at === axis ? `${formatNumber(next)}${unit}` : it));
        fields.set({ transform: withTransformValues(text, kind, changed) });
      }}
    />
  );
}
