import {
  ArrowRightToLine,
  ArrowUpToLine as Overline,
  Rows3,
  Space,
  Strikethrough,
  StretchHorizontal,
  Underline,
} from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { IconButton } from '../../design-system/IconButton';
import { Select } from '../../design-system/Select';
import { TextField } from '../../design-system/TextField';
import { LengthField } from './LengthField';
import { PlainNumberField } from './PlainNumberField';
import type { Fields } from './use-fields';

const LINES = [
  { line: 'underline', label: 'Underline', icon: Underline },
  { line: 'overline', label: 'Overline', icon: Overline },
  { line: 'line-through', label: 'Strike through', icon: Strikethrough },
] as const;

const LINE_STYLES = ['solid', 'double', 'dotted', 'dashed', 'wavy'].map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

const WHITE_SPACES = [
  { value: 'pre-wrap', label: 'Keep, wrap lines' },
  { value: 'normal', label: 'Collapse, wrap lines' },
  { value: 'nowrap', label: 'Collapse, one line' },
  { value: 'pre', label: 'Keep, never wrap' },
];

const WORD_BREAKS = [
  { value: 'normal', label: 'Between words' },
  { value: 'break-all', label: 'Anywhere' },
  { value: 'keep-all', label: 'Between words, CJK too' },
];

const OVERFLOWS = [
  { value: 'clip', label: 'Show what overflows' },
  { value: 'ellipsis', label: 'Cut with an ellipsis' },
];

/** The lines along a text: which, how they are drawn, how thick they are. */
export function DecorationFields({ fields }: { fields: Fields }) {
  const value = fields.value('text-decoration') ?? 'none';
  const lines = value.split(' ');
  const toggle = (line: string): void => {
    const has = lines.includes(line);
    const next = LINES.map((it) => it.line).filter((it) =>
      it === line ? !has : lines.includes(it),
    );
    fields.set({ 'text-decoration': next.join(' ') || 'none' });
  };
  return (
    <>
      <div className="with-action" role="group" aria-label="Decoration">
        {LINES.map(({ line, label, icon }) => (
          <IconButton
            key={line}
            icon={icon}
            label={label}
            pressed={lines.includes(line)}
            onClick={() => toggle(line)}
          />
        ))}
      </div>
      {value !== 'none' && (
        <div className="pair">
          <Select
            label="Line style"
            value={fields.value('text-decoration-style')}
            options={LINE_STYLES}
            {...fields.bind('text-decoration-style')}
            onChange={(style) => fields.set({ 'text-decoration-style': style })}
          />
          <LengthField
            fields={fields}
            names={['text-decoration-thickness']}
            label="Line thickness"
            mark={<Icon of={StretchHorizontal} size={14} />}
            min={0}
            words={['auto']}
          />
        </div>
      )}
    </>
  );
}

/** What is set more seldom: white space, overflow, OpenType. */
export function TypeDetails({ fields }: { fields: Fields }) {
  return (
    <>
      <div className="pair">
        <LengthField
          fields={fields}
          names={['word-spacing']}
          label="Word spacing"
          mark={<Icon of={Space} size={14} />}
        />
        <LengthField
          fields={fields}
          names={['text-indent']}
          label="First line indent"
          mark={<Icon of={ArrowRightToLine} size={14} />}
        />
      </div>
      <div className="pair">
        <Select
          label="White space"
          value={fields.value('white-space')}
          options={WHITE_SPACES}
          {...fields.bind('white-space')}
          onChange={(space) => fields.set({ 'white-space': space })}
        />
        <PlainNumberField
          fields={fields}
          name="line-clamp"
          label="Most lines (0 for all)"
          mark={<Icon of={Rows3} size={14} />}
          min={0}
          step={1}
        />
      </div>
      <Select
        label="Line breaks"
        value={fields.value('word-break')}
        options={WORD_BREAKS}
        {...fields.bind('word-break')}
        onChange={(breaks) => fields.set({ 'word-break': breaks })}
      />
      <Select
        label="Overflow"
        value={fields.value('text-overflow')}
        options={OVERFLOWS}
        {...fields.bind('text-overflow')}
        onChange={(overflow) => fields.set({ 'text-overflow': overflow })}
      />
      <TextField
        label="OpenType features"
        value={fields.value('font-feature-settings') ?? ''}
        placeholder={'"ss01", "tnum"'}
        {...fields.bind('font-feature-settings')}
        onChange={(text) => fields.set({ 'font-feature-settings': text === '' ? null : text })}
        testId="field-font-feature-settings"
      />
      <TextField
        label="Font axes"
        value={fields.value('font-variation-settings') ?? ''}
        placeholder={'"SOFT" 100'}
        {...fields.bind('font-variation-settings')}
        onChange={(text) => fields.set({ 'font-variation-settings': text === '' ? null : text })}
        testId="field-font-variation-settings"
      />
    </>
  );
}
