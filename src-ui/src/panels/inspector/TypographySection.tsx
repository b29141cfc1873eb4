import {
  ALargeSmall,
  CaseLower,
  CaseSensitive,
  CaseUpper,
  Italic,
  Minus,
  TextAlignCenter,
  TextAlignEnd,
  TextAlignJustify,
  TextAlignStart,
  Type,
  UnfoldHorizontal,
} from 'lucide-react';

import { ColorField } from '../../design-system/ColorField';
import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { Segmented } from '../../design-system/Segmented';
import { Select } from '../../design-system/Select';
import { formatColor, parseColor } from '../../state/color';
import { fontFamilies } from '../../state/fonts';
import { useStudio } from '../../state/use-session';
import { LengthField } from './LengthField';
import { LineHeightField } from './LineHeightField';
import { Section } from './Section';
import { TokenChip, TokenPicker } from './TokenChip';
import { DecorationFields, TypeDetails } from './TypeDetails';
import type { Fields } from './use-fields';


const WEIGHTS = [
  ['100', 'Thin'],
  ['200', 'Extra light'],
  ['300', 'Light'],
  ['400', 'Regular'],
  ['500', 'Medium'],
  ['600', 'Semibold'],
  ['700', 'Bold'],
  ['800', 'Extra bold'],
  ['900', 'Black'],
].map(([value = '', label = '']) => ({ value, label }));

const ALIGNMENTS = [
  { value: 'left', label: 'Align left', icon: TextAlignStart },
  { value: 'center', label: 'Center', icon: TextAlignCenter },
  { value: 'right', label: 'Align right', icon: TextAlignEnd },
  { value: 'justify', label: 'Justify', icon: TextAlignJustify },
];

const TRANSFORMS = [
  { value: 'none', label: 'As written', icon: Minus },
  { value: 'uppercase', label: 'Uppercase', icon: CaseUpper },
  { value: 'lowercase', label: 'Lowercase', icon: CaseLower },
  { value: 'capitalize', label: 'Capitalize', icon: CaseSensitive },
];

function familyOption(family: string) {
  return { value: family, label: family, style: { fontFamily: JSON.stringify(family) } };
}

export function TypographySection({ fields }: { fields: Fields }) {
  const assets = useStudio((state) => state.assets);
  if (!fields.has('font-family')) return null;
  const italic = fields.value('font-style') === 'italic';
  const color = parseColor(fields.value('color') ?? '');
  const colorToken = fields.token('color');
  const family = fields.token('font-family');
  return (
    <Section title="Typography">
      {family ? (
        <TokenChip
          fields={fields}
          names={['font-family']}
          kinds={['fontFamily']}
          label="Font"
          mark={<Icon of={Type} size={14} />}
          token={family}
        />
      ) : (
      <Select
        label="Font"
        value={fields.value('font-family')}
        options={fontFamilies(assets).map(familyOption)}
        mark={<Icon of={Type} size={14} />}
        testId="field-font-family"
        {...fields.bind('font-family')}
        onChange={(family) => fields.set({ 'font-family': family })}
      />
      )}
      <div className="pair">
        <Select
          label="Weight"
          value={fields.value('font-weight')}
          options={WEIGHTS}
          {...fields.bind('font-weight')}
          onChange={(weight) => fields.set({ 'font-weight': weight })}
        />
        <div className="with-action">
          <LengthField
            fields={fields}
            names={['font-size']}
            label="Font size"
            mark={<Icon of={ALargeSmall} size={14} />}
            min={1}
          />
          <IconButton
            icon={Italic}
            label="Italic"
            shortcut="Mod+I"
            pressed={italic}
            onClick={() => fields.set({ 'font-style': italic ? 'normal' : 'italic' })}
          />
        </div>
      </div>
      <div className="pair">
        <LineHeightField fields={fields} />
        <LengthField
          fields={fields}
          names={['letter-spacing']}
          label="Letter spacing"
          mark={<Icon of={UnfoldHorizontal} size={14} />}
        />
      </div>
      <Segmented
        label="Text alignment"
        value={fields.value('text-align') === 'start' ? 'left' : fields.value('text-align')}
        segments={ALIGNMENTS}
        {...fields.bind('text-align')}
        onChange={(value) => fields.set({ 'text-align': value })}
      />
      <Segmented
        label="Case"
        value={fields.value('text-transform')}
        segments={TRANSFORMS}
        {...fields.bind('text-transform')}
        onChange={(value) => fields.set({ 'text-transform': value })}
      />
      <DecorationFields fields={fields} />
      {colorToken ? (
        <TokenChip
          fields={fields}
          names={['color']}
          kinds={['color']}
          label="Text color"
          token={colorToken}
        />
      ) : (
        <ColorField
          label="Text color"
          color={color}
          testId="field-color"
          {...fields.bind('color')}
          trailing={
            <TokenPicker fields={fields} names={['color']} kinds={['color']} label="Text color" />
          }
          onChange={(next) => fields.set({ color: formatColor(next) })}
        />
      )}
      <TypeDetails fields={fields} />
    </Section>
  );
}
