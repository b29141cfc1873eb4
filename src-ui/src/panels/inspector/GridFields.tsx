import { Columns3, Rows3, UnfoldHorizontal, UnfoldVertical } from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { Select } from '../../design-system/Select';
import { MarkedField } from './MarkedField';
import { LengthField } from './LengthField';
import type { Fields } from './use-fields';

const COLUMNS = [
  { value: 'none', label: 'One column' },
  { value: 'repeat(2, minmax(0px, 1fr))', label: '2 equal columns' },
  { value: 'repeat(3, minmax(0px, 1fr))', label: '3 equal columns' },
  { value: 'repeat(4, minmax(0px, 1fr))', label: '4 equal columns' },
  { value: 'repeat(12, minmax(0px, 1fr))', label: '12 equal columns' },
  { value: 'repeat(auto-fill, minmax(200px, 1fr))', label: 'As many as fit' },
  { value: '240px 1fr', label: 'Side and main' },
];

const FLOWS = [
  { value: 'row', label: 'By rows' },
  { value: 'column', label: 'By columns' },
  { value: 'row dense', label: 'By rows, filling holes' },
  { value: 'column dense', label: 'By columns, filling holes' },
];

const ITEMS = [
  { value: 'stretch', label: 'Stretch' },
  { value: 'start', label: 'Start' },
  { value: 'center', label: 'Middle' },
  { value: 'end', label: 'End' },
];

const CONTENT = [
  { value: 'normal', label: 'Stretch' },
  { value: 'start', label: 'At start' },
  { value: 'center', label: 'In middle' },
  { value: 'end', label: 'At end' },
  { value: 'space-between', label: 'Space between' },
  { value: 'space-around', label: 'Space around' },
  { value: 'space-evenly', label: 'Space evenly' },
];

/** Columns, rows and what stands in them. */
export function GridFields({ fields }: { fields: Fields }) {
  return (
    <>
      <Select
        label="Columns"
        value={fields.value('grid-template-columns')}
        mark={<Icon of={Columns3} size={14} />}
        options={COLUMNS}
        {...fields.bind('grid-template-columns')}
        onChange={(value) => fields.set({ 'grid-template-columns': value })}
      />
      <MarkedField fields={fields} name="grid-template-columns" label="Columns, as CSS" mark="C" placeholder="1fr 2fr" />
      <MarkedField fields={fields} name="grid-template-rows" label="Rows, as CSS" mark="R" placeholder="auto 1fr" />
      <MarkedField
        fields={fields}
        name="grid-template-areas"
        label="Areas, one string a row"
        mark="A"
        placeholder={'"head head" "side main"'}
      />
      <div className="pair">
        <LengthField
          fields={fields}
          names={['column-gap']}
          label="Gap between columns"
          mark={<Icon of={UnfoldHorizontal} size={14} />}
          min={0}
        />
        <LengthField
          fields={fields}
          names={['row-gap']}
          label="Gap between rows"
          mark={<Icon of={UnfoldVertical} size={14} />}
          min={0}
        />
      </div>
      <Select
        label="Order in which cells are filled"
        value={fields.value('grid-auto-flow')}
        mark={<Icon of={Rows3} size={14} />}
        options={FLOWS}
        {...fields.bind('grid-auto-flow')}
        onChange={(value) => fields.set({ 'grid-auto-flow': value })}
      />
      <div className="pair">
        <MarkedField fields={fields} name="grid-auto-columns" label="Size of further columns" mark="+C" placeholder="auto" />
        <MarkedField fields={fields} name="grid-auto-rows" label="Size of further rows" mark="+R" placeholder="auto" />
      </div>
      <Pair fields={fields} label="Items in their cells" names={['justify-items', 'align-items']} options={ITEMS} />
      <Pair fields={fields} label="Columns and rows in the frame" names={['justify-content', 'align-content']} options={CONTENT} />
    </>
  );
}

interface PairProps {
  fields: Fields;
  label: string;
  /** Across and down. */
  names: readonly [string, string];
  options: { value: string; label: string }[];
}

function Pair({ fields, label, names, options }: PairProps) {
  const shown = (name: string): string | undefined => {
    const value = fields.value(name);
    return value === 'normal' ? options[0]?.value : value;
  };
  return (
    <div className="pair">
      {names.map((name, index) => (
        <Select
          key={name}
          label={`${label}, ${index === 0 ? 'across' : 'down'}`}
          value={shown(name)}
          mark={index === 0 ? 'H' : 'V'}
          options={options}
          {...fields.bind(name)}
          onChange={(value) => fields.set({ [name]: value })}
        />
      ))}
    </div>
  );
}
