import { DropdownMenu } from '../../design-system/Menu';
import { NumberField } from '../../design-system/NumberField';
import { formatNumber, parseCssNumber } from '../../state/css-number';
import { useSession } from '../../state/use-session';
import { offeredModes, sizeMode, setProperties, type Axis, type SizeMode } from './sizing';
import type { Fields } from './use-fields';

const MODE_NAMES: Record<SizeMode, string> = {
  fixed: 'Fixed',
  hug: 'Hug contents',
  fill: 'Fill container',
  percent: 'Percent',
};

const SHORT_NAMES: Record<SizeMode, string> = {
  fixed: 'Fixed',
  hug: 'Hug',
  fill: 'Fill',
  percent: '%',
};

/** Width or height, with how it comes about. */
export function SizeField({ fields, axis }: { fields: Fields; axis: Axis }) {
  const session = useSession();
  const { state } = fields;
  const binding = fields.bind(axis);
  const context = {
    axis,
    parentLayout: state.parentLayout,
    free: fields.value('position') === 'absolute',
    natural: !state.kinds.some((kind) => kind === 'frame' || kind === 'text' || kind === 'rectangle'),
  };
  const values = {
    size: fields.value(axis),
    grow: fields.value('flex-grow'),
    alignSelf: fields.value('align-self'),
  };
  const mode = binding.mixed ? undefined : sizeMode(values, context);
  const set = parseCssNumber(values.size);
  const laidOut = state.layout?.[axis];
  const showsSet = mode === 'fixed' || mode === 'percent';
  const choose = (next: SizeMode): void => {
    const { ids } = state;
    if (next === 'percent') fields.set(setProperties(context, '50%'));
    else session.run('layout.set-sizing', { ids, axis, mode: next, breakpoint: fields.breakpoint });
  };
  return (
    <NumberField
      label={axis === 'width' ? 'Width' : 'Height'}
      mark={axis === 'width' ? 'W' : 'H'}
      value={showsSet ? set?.number : laidOut}
      unit={showsSet && set?.unit === '%' ? '%' : ''}
      soft={!showsSet}
      min={0}
      words={['auto', 'hug', 'fill']}
      {...binding}
      testId={`field-${axis}`}
      onWord={(word) => choose(word === 'fill' ? 'fill' : 'hug')}
      onChange={(number, unit) => {
        const isPercent = unit === '%' || (unit === undefined && mode === 'percent');
        fields.set(setProperties(context, `${formatNumber(number)}${isPercent ? '%' : 'px'}`));
      }}
      trailing={
        <DropdownMenu
          align="end"
          entries={offeredModes().map((it) => ({
            label: MODE_NAMES[it],
            checked: it === mode,
            run: () => choose(it),
          }))}
        >
          <button
            type="button"
            className="field__mode"
            aria-label={`${axis === 'width' ? 'Width' : 'Height'} mode`}
            data-testid={`${axis}-mode`}
          >
            {mode ? SHORT_NAMES[mode] : '–'}
          </button>
        </DropdownMenu>
      }
    />
  );
}
